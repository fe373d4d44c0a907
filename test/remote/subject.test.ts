import { expect, it } from 'vitest';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { notificationOf } from '../../lambdas/shared/messages.ts';
import { subjectOf } from '../../remote/subject.ts';

const AT = '2026-11-24T08:00:00.000Z';
const KEY = responseKey('wire-0a1b2c3d', AT, new Uint8Array());

it.each([
  [notificationOf(KEY), { what: KEY, feedId: 'wire-0a1b2c3d' }],
  [
    { feedId: 'wire-0a1b2c3d', dueAt: AT },
    { what: `poll due at ${AT}`, feedId: 'wire-0a1b2c3d' },
  ],
  [
    {
      feedId: 'wire-0a1b2c3d',
      url: 'https://wire.example/sitemap.xml',
      purpose: { kind: 'gap', from: AT, to: AT, step: 0 },
    },
    { what: 'page https://wire.example/sitemap.xml', feedId: 'wire-0a1b2c3d' },
  ],
])('a message says what it is about: %j', (message, subject) => {
  expect(subjectOf(JSON.stringify(message))).toEqual(subject);
});

it.each(['nonsense', '{"a":1}', JSON.stringify(notificationOf('photos/cat.jpg')), '{"Records":[]}'])(
  'a message of another make is shown as it is: %s',
  (body) => {
    expect(subjectOf(body)).toEqual({ what: `not a message of this pipeline: ${body}` });
  },
);
