import { expect, it } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { readId, readLink } from '../../lambdas/trace/asked.ts';

it.each([
  'https://wire.example/2026/talks',
  'http://www.wire.example/2026/talks/?utm_source=mail&fbclid=1#top',
  'wire.example/2026/talks',
  ' <https://m.wire.example/2026/talks> ',
  '"https://wire.example/2026/talks"',
  '“https://wire.example/2026/talks”',
  'https://amp.wire.example/2026/talks/amp/',
  'https://www.google.com/amp/s/wire.example/2026/talks.amp',
  'https://wire-example.cdn.ampproject.org/c/s/wire.example/2026/talks',
])('reads %s as a person copies it', (link) => {
  expect(readLink(link)).toEqual({ canonical: 'wire.example/2026/talks', publisher: 'wire.example' });
});

it.each(['https://wire.example/', 'wire.example', 'mailto:a@wire.example', 'talks', '', 'two words'])(
  'refuses %j, and says what to give',
  (text) => {
    expect(() => readLink(text)).toThrow(InputError);
    expect(() => readLink(text)).toThrow(/give/);
  },
);

it('knows the id of a story', () => {
  const id = 'a1b2c3d4e5f60718293a';
  expect([id, ` ${id}\n`, `'${id}'`, id.toUpperCase()].map(readId)).toEqual([id, id, id, id]);
  expect(['a1b2', 'https://wire.example/a'].map(readId)).toEqual([undefined, undefined]);
});
