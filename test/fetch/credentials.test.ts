import { expect, it } from 'vitest';
import { authorizationFor } from '../../lambdas/fetch/credentials.ts';

const knows = (url: string, given: string) => authorizationFor(new URL(url), given) !== undefined;

it.each([
  ['https://wire.example/other', 'https://n:w@wire.example/feed', true],
  ['https://wire.example/', 'http://n:w@wire.example/', true],
  ['http://wire.example/', 'https://n:w@wire.example/', false],
  ['https://wire.example:8443/', 'https://n:w@wire.example/', false],
  ['https://wire.example:8080/', 'http://n:w@wire.example:8080/', false],
  ['https://www.wire.example/', 'https://n:w@wire.example/', false],
  ['https://wire.example.evil.example/', 'https://n:w@wire.example/', false],
  ['https://wire.example/', 'https://wire.example/', false],
])('%s gets to see the credentials of %s: %s', (url, given, expected) => {
  expect(knows(url, given)).toBe(expected);
});
