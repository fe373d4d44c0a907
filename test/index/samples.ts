import type { Item, TaggedSighting } from '../../lambdas/index/item.ts';
import type { Entry, RegionTag, Tags, TopicTag } from '../../lambdas/shared/domain.ts';
import { sha256 } from '../../lambdas/shared/keys.ts';

export const ID = 'a1b2c3d4e5f60718293a';
export const FEED = 'example-org-0a1b2c3d';
export const OTHER_FEED = 'example-org-asia-4e5f6a7b';

/** The minute of 24 November 2026, counted from 08:00. */
export const minute = (count: number): string => new Date(Date.UTC(2026, 10, 24, 8, count)).toISOString();

export const about = (code: string): RegionTag => ({ code, role: 'about', score: 0.9 });
export const topic = (code: string): TopicTag => ({ code, score: 0.8 });

export interface Seen {
  readonly at: string;
  readonly text: string;
  readonly feedId?: string;
  readonly withdrawn?: boolean;
  readonly tags?: Partial<Tags>;
  readonly taggerVersion?: string;
  readonly publisherCountry?: string;
  readonly entry?: Partial<Entry>;
}

/** A tagged sighting of the item `ID`: what `feedId` said at `at`. */
export function sighting({ at, text, feedId = FEED, withdrawn = false, tags, taggerVersion = '1', ...seen }: Seen) {
  const { publisherCountry, entry } = seen;
  const [day] = at.split('T');
  return {
    sighting: {
      id: ID,
      feedId,
      at,
      response: `responses/dt=${day}/feed=${feedId}/${at}.gz`,
      contentHash: sha256(text).slice(0, 32),
      withdrawn,
      entry: { title: text, content: `${text}.`, authors: [], categories: [], enclosures: [], ...entry },
    },
    raw: { key: `items/dt=${day}/feed=${feedId}/${at}.ndjson.gz`, line: 0 },
    tags: { regions: [about('KP')], topics: [topic('medtop:11000000')], evidence: [], ...tags },
    taggerVersion,
    publisherCountry,
    sample: false,
    telling: { storedAt: at, taggedAt: at, trace: sha256(at).slice(0, 32) },
  } satisfies TaggedSighting;
}

export const ITEM: Item = {
  id: ID,
  title: 'Talks begin',
  link: 'https://example.org/talks',
  summary: 'Talks began on Tuesday.',
  language: 'en',
  authors: [],
  feeds: [FEED],
  publishedAt: minute(0),
  firstSeenAt: minute(1),
  withdrawn: false,
  rev: 1,
  revisions: [
    {
      feedId: FEED,
      at: minute(1),
      contentHash: 'f00d',
      publishedAt: minute(0),
      withdrawn: false,
      raw: { key: 'items/a.ndjson.gz', line: 0 },
    },
  ],
  droppedRevisions: 0,
  contentHash: 'f00d',
  raw: { key: 'items/a.ndjson.gz', line: 0 },
  regions: [about('KP'), { code: '030', role: 'about', score: 0.9, implied: true }],
  topics: [topic('medtop:11000000')],
  evidence: [],
  taggerVersion: '1',
  simhash: '0123456789abcdef',
  version: 1,
  done: true,
};
