import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned } from '../../lambdas/websub/signature.ts';

const BODY = Buffer.from('<feed/>');
const signed = (method: string, secret = 'secret', body = BODY): string =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

describe('a signature', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'of %s holds for the body and the secret that it was made with',
    (method) => {
      expect(isSigned(BODY, signed(method), 'secret')).toBe(true);
      expect(isSigned(BODY, signed(method).toUpperCase(), 'secret')).toBe(true);
      expect(isSigned(Buffer.from('<feed />'), signed(method), 'secret')).toBe(false);
      expect(isSigned(BODY, signed(method, 'guess'), 'secret')).toBe(false);
    },
  );

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one without a method', signed('sha256').slice('sha256='.length)],
    ['one of a method that is not in the standard', signed('md5')],
    ['one that is cut short', signed('sha256').slice(0, -2)],
    ['one that is no hexadecimal', 'sha256=signature'],
  ])('does not hold where there is %s', (_what, header) => {
    expect(isSigned(BODY, header, 'secret')).toBe(false);
  });
});
