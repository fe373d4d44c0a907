import { describe, expect, it } from 'vitest';
import { awsReason } from '../../remote/faults.ts';

const fault = (name: string, message: string, more: object = {}) => Object.assign(new Error(message), { name }, more);

describe('what AWS refuses', () => {
  it.each([
    [fault('Error', 'Region is missing'), /^no AWS region is set; .*AWS_REGION/],
    [
      fault('CredentialsProviderError', 'Could not load credentials from any providers'),
      /^no AWS credentials \(Could not/,
    ],
    [fault('TokenProviderError', 'Token is expired'), /^no AWS credentials .*aws sso login/],
    [
      fault('ExpiredTokenException', 'The token is expired'),
      /does not take these credentials \(The token is expired\)/,
    ],
    [fault('InvalidClientTokenId', 'The security token is invalid'), /does not take these credentials/],
    [fault('AccessDeniedException', 'not authorized to perform: dynamodb:Query'), /^access denied: .*dynamodb:Query/],
    [fault('AccessDenied', 'not authorized to perform: s3:GetObject'), /^access denied: .*s3:GetObject/],
    [fault('ResourceNotFoundException', 'Requested resource not found'), /^a part of the stack is gone/],
    [
      fault('Error', 'getaddrinfo ENOTFOUND x.eu-west-9.amazonaws.com', { code: 'ENOTFOUND' }),
      /cannot be reached \(.*eu-west-9/,
    ],
    [fault('AggregateError', '', { code: 'ECONNREFUSED' }), /cannot be reached \(ECONNREFUSED\)/],
  ])('is said with the way out: %s', (error, reason) => {
    expect(awsReason(error)).toMatch(reason);
  });

  it('is nothing where the fault is another', () => {
    for (const error of [new TypeError('x is undefined'), fault('ThrottlingException', 'Rate exceeded'), 'no error']) {
      expect(awsReason(error)).toBeUndefined();
    }
  });
});
