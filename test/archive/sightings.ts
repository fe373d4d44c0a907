import fc from 'fast-check';
import type { Entry, Sighting } from '../../lambdas/shared/domain.ts';

export const SIGHTING: Sighting = {
  id: 'a1b2c3',
  feedId: 'bbc-co-uk-3f9a12c4',
  at: '2026-11-24T08:46:43.120Z',
  response: 'responses/dt=2026-11-24/feed=bbc-co-uk-3f9a12c4/20261124T084643120Z-0123456789abcdef.gz',
  contentHash: 'f00d',
  withdrawn: false,
  entry: { id: 'tag:bbc.co.uk,2026:1', title: 'Talks begin', authors: ['A. Writer'], categories: [], enclosures: [] },
};

const text = fc.string({ unit: 'binary' });
const time = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const enclosure = fc.record(
  { url: fc.webUrl(), type: text, length: fc.nat() },
  { requiredKeys: ['url'], noNullPrototype: true },
);

const entry: fc.Arbitrary<Entry> = fc.record(
  {
    id: text,
    title: text,
    link: fc.webUrl(),
    published: time,
    updated: time,
    summary: text,
    content: text,
    authors: fc.array(text, { maxLength: 3 }),
    categories: fc.array(text, { maxLength: 3 }),
    enclosures: fc.array(enclosure, { maxLength: 2 }),
    language: text,
    deleted: fc.boolean(),
  },
  { requiredKeys: ['authors', 'categories', 'enclosures'], noNullPrototype: true },
);

/** Sightings of one response. */
export const sightings: fc.Arbitrary<Sighting[]> = fc
  .tuple(
    time.filter((at) => /^\d{4}-/.test(at)),
    fc.array(fc.tuple(fc.uuid(), text, fc.boolean(), entry), { maxLength: 5 }),
  )
  .map(([at, parts]) =>
    parts.map(([id, contentHash, withdrawn, entry]) => ({ ...SIGHTING, at, id, contentHash, withdrawn, entry })),
  );
