import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { findStack, outputOf } from '../../remote/stack.ts';

const cloudFormation = mockClient(CloudFormationClient);
beforeEach(() => {
  cloudFormation.reset();
  vi.stubEnv('AWS_REGION', 'eu-west-1');
});
afterEach(() => vi.unstubAllEnvs());

const ARN = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Wire/0a1b2c3d';
const stack = (outputs: Record<string, string>) => ({
  StackId: ARN,
  StackName: 'Wire',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

describe('a stack', () => {
  it('is found by its name, with its account, its region and its outputs', async () => {
    cloudFormation
      .on(DescribeStacksCommand, { StackName: 'Wire' })
      .resolves({ Stacks: [stack({ ItemsTableName: 'Wire-Items' })] });
    const found = await findStack('Wire');
    expect(found).toMatchObject({ name: 'Wire', account: '123456789012', region: 'eu-west-1' });
    expect(found.aws.region).toBe('eu-west-1');
    expect(outputOf(found, 'itemsTable')).toBe('Wire-Items');
  });

  it('that is not there is named, with where it was looked for', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(
      new CloudFormationServiceException({
        name: 'ValidationError',
        message: 'Stack with id Wier does not exist',
        $fault: 'client',
        $metadata: {},
      }),
    );
    await expect(findStack('Wier')).rejects.toThrow(InputError);
    await expect(findStack('Wier')).rejects.toThrow(/^no stack is called Wier in eu-west-1; /);
  });

  it('that is no Dateline is said so', async () => {
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack({ BucketName: 'b' })] });
    const found = await findStack('Other');
    expect(() => outputOf(found, 'itemsTable')).toThrow(InputError);
    expect(() => outputOf(found, 'itemsTable')).toThrow(/no output ItemsTableName: it is no Dateline/);
  });

  it('hides no other fault', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Rate exceeded'));
    await expect(findStack('Wire')).rejects.toThrow('Rate exceeded');
  });
});
