import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

/** Rounds 0 to this one publish; after it the wire is quiet. */
export const LAST_ROUND = 2;

const FOLDER = new URL('./stories/', import.meta.url);

const UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `3h`, `2d` → milliseconds. */
const age = z
  .string()
  .regex(/^\d+[mhd]$/)
  .transform((text) => Number.parseInt(text, 10) * UNIT[text.slice(-1) as keyof typeof UNIT]);

const round = z.int().min(0).max(LAST_ROUND);
const laterRound = round.min(1);
const topic = z.string().regex(/^\d{2}000000$/);
const country = z.string().regex(/^[A-Z]{2}$/);

const withdrawal = z.discriminatedUnion('as', [
  /** A kill note under the guid and link of the story. */
  z.strictObject({ as: z.literal('advisory'), round: laterRound, title: z.string(), body: z.string() }),
  /** The entry goes and an RFC 6721 `at:deleted-entry` stands in its place; Atom only. */
  z.strictObject({ as: z.literal('tombstone'), round: laterRound }),
]);

const story = z
  .strictObject({
    /** Unique over all feeds; the last part of the link. */
    key: z.string().regex(/^[a-z0-9-]+$/),

    // Editorial labels: for tests, and for measuring the tagger. Never served.
    /** ISO 3166-1 alpha-2 of what the story is about. */
    countries: z.array(country),
    /** IPTC Media Topics of the top level. */
    topics: z.array(topic).min(1),
    /** Countries that a careless tagger would read into it. */
    notCountries: z.array(country).default([]),
    /** Topics that a careless tagger would read into it. */
    notTopics: z.array(topic).default([]),
    /** Key of the story that this one is a syndicated copy of. */
    copyOf: z.string().optional(),

    /** The round in which it first appears. */
    round: round.default(0),
    /** Time before the epoch; or `date`, an absolute time. */
    age: age.optional(),
    date: z.iso.datetime().optional(),
    /** Served without its date. */
    undated: z.boolean().default(false),
    title: z.string(),
    /** Place of the dateline. */
    place: z.string().optional(),
    /** Who the dateline credits; for copies from another house. */
    credit: z.string().optional(),
    /** One paragraph a line; `{day}` and `{weekday}` are those of its publication. */
    body: z.string(),
    section: z.string().optional(),
    guid: z.string().optional(),
    /** Path of the link, where it is not year, month and key. */
    link: z.string().startsWith('/').optional(),
    revisions: z
      .array(
        z.strictObject({
          round: laterRound,
          title: z.string().optional(),
          body: z.string().optional(),
          guid: z.string().optional(),
          link: z.string().startsWith('/').optional(),
        }),
      )
      .default([]),
    withdrawn: withdrawal.optional(),
  })
  .refine(({ age, date }) => (age === undefined) !== (date === undefined), 'needs either age or date');

const common = {
  id: z.string(),
  title: z.string(),
  language: z.string(),
  /** Where the house is at home, as the OPML has it. */
  country: country.optional(),
  /** Site of the house, in a reserved domain. */
  home: z.url(),
  path: z.string().startsWith('/'),
};

const published = {
  ...common,
  /** Short name of the house, as its datelines have it. */
  house: z.string(),
  about: z.string(),
  /** Dateline of the house, with `{place}`, `{day}` and `{house}`. */
  dateline: z.string(),
  /** The address that the OPML gives, where `path` is only what that redirects to, for good. */
  movedFrom: z.string().startsWith('/').optional(),
  /** Milliseconds before each answer. */
  delay: z.int().default(0),
  stories: z.array(story),
};

const sampleFeed = z.discriminatedUnion('format', [
  z.strictObject({
    ...published,
    format: z.literal('rss'),
    encoding: z.enum(['utf-8', 'windows-1251']).default('utf-8'),
    /** `html`: the whole text in `content:encoded`, as CDATA. */
    text: z.enum(['plain', 'html']).default('plain'),
    /** `link`: the guid is the permalink. */
    guids: z.enum(['tag', 'link']).default('tag'),
    /** Has a `lastBuildDate`, new with each round. */
    lastBuildDate: z.boolean().default(false),
    /** Ends with an `<item/>` that says nothing. */
    emptyItem: z.boolean().default(false),
  }),
  z.strictObject({ ...published, format: z.literal('rdf') }),
  z.strictObject({ ...published, format: z.literal('atom'), text: z.enum(['html', 'xhtml']) }),
  /** Out of order: answers 503. `retryAfter` in seconds. */
  z.strictObject({ ...common, format: z.literal('none'), retryAfter: z.int() }),
]);

export type Story = z.output<typeof story>;
export type SampleFeed = z.output<typeof sampleFeed>;
/** A feed that answers. */
export type LiveFeed = Exclude<SampleFeed, { format: 'none' }>;
export type FeedOf<Format extends LiveFeed['format']> = Extract<LiveFeed, { format: Format }>;

export const isLive = (feed: SampleFeed): feed is LiveFeed => feed.format !== 'none';

/** @throws ZodError for a file that is not of this shape */
export function readFeeds(): SampleFeed[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => sampleFeed.parse(parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
}
