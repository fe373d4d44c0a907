import { createHmac, timingSafeEqual } from 'node:crypto';

/** The methods of WebSub §7.1. */
const HEADER = /^(sha1|sha256|sha384|sha512)=([0-9a-f]+)$/i;

/** Whether `X-Hub-Signature` is the HMAC of the body under the secret that only the hub was told. */
export function isSigned(body: Uint8Array, header: string | undefined, secret: string): boolean {
  const [, method, said] = HEADER.exec(header?.trim() ?? '') ?? [];
  if (!method || !said) return false;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(said, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
