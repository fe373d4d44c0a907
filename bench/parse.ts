/**
 * Reads other parsers' test feeds and compares with what they expect, on the fields that we keep, and times whole feeds;
 * raw rss-parser beside ours in the same run. `DATELINE_DATA` names the folder that holds `feeds/gofeed` and
 * `feeds/rss-parser`; `-- --failures` lists what was not met.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Table from 'cli-table3';
import Parser from 'rss-parser';
import { parseFeed } from '../lambdas/parse/parse-feed.ts';
import { expectationsOf, type Readable } from './parse-expectations.ts';

const data = join(process.env.DATELINE_DATA ?? '', 'feeds');
/** Every path under a folder of the data. */
const under = (folder: string): string[] =>
  readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const showFailures = process.argv.includes('--failures');

type Reader = (body: Uint8Array) => Promise<Readable>;

const ours: Reader = (body) => parseFeed(body);
/** As in the pipeline, where links are made absolute. */
const oursWithUrl: Reader = (body) => parseFeed(body, { url: 'https://wire.example/feed.xml' });

/** Raw rss-parser, its fields under our names. */
const raw: Reader = async (body) => {
  const { items, ...feed } = await new Parser<{ language?: string }>().parseString(new TextDecoder().decode(body));
  return {
    feed: { ...feed },
    entries: items.map((item: Record<string, unknown>) => ({
      ...item,
      id: item.guid ?? item.id ?? item['rdf:about'],
      published: item.isoDate,
      summary: item.summary ?? item.content,
      content: item['content:encoded'] ?? item.content,
      authors: [item.creator ?? item.author],
      enclosures: [item.enclosure],
    })),
  };
};

/** As text, white space folded: parsers differ in what they trim. */
const fold = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, said) => (typeof said === 'string' ? said.replace(/\s+/g, ' ').trim() : said));

const same = (found: unknown, expected: unknown): boolean => fold(found) === fold(expected);

interface Score {
  met: number;
  asked: number;
  documents: number;
  whole: number;
  refused: number;
}

async function score(reader: Reader, files: readonly string[], failures: string[]): Promise<Score> {
  const total: Score = { met: 0, asked: 0, documents: 0, whole: 0, refused: 0 };
  for (const file of files) {
    const { body, expectations } = expectationsOf(file);
    if (expectations.length === 0) continue;
    total.documents++;
    total.asked += expectations.length;
    let read: Readable;
    try {
      read = await reader(body);
    } catch (error) {
      total.refused++;
      failures.push(`${basename(file)}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    const missed = expectations.filter(({ find, value }) => !same(find(read), value));
    for (const { path, find, value } of missed) {
      failures.push(`${basename(file)} ${path}: ${fold(find(read)).slice(0, 300)} for ${fold(value).slice(0, 300)}`);
    }
    total.met += expectations.length - missed.length;
    if (missed.length === 0) total.whole++;
  }
  return total;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function wire(entries: number, bodyLength: number): Uint8Array {
  const body = '&lt;p&gt;Delegations met for talks on the harbour &amp;amp; the border crossing.&lt;/p&gt; '.repeat(
    Math.round(bodyLength / 90),
  );
  const items = Array.from(
    { length: entries },
    (_, i) => `<item><title>Ministers meet, round ${i}</title><link>https://wire.example/stories/${i}</link>
<guid isPermaLink="false">story-${i}</guid><pubDate>Tue, 24 Nov 2026 08:46:43 GMT</pubDate>
<category>Politics</category><description>${body}</description></item>`,
  );
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('\n')}</channel></rss>`;
  return new TextEncoder().encode(xml);
}

/** Entries a second over all feeds, after one round to warm up. */
async function speed(reader: Reader, bodies: readonly Uint8Array[], atLeastMs = 1500): Promise<number> {
  let entries = 0;
  let started = 0;
  for (let round = 0; round < 2 || performance.now() - started < atLeastMs; round++) {
    if (round === 1) {
      entries = 0;
      started = performance.now();
    }
    for (const body of bodies) entries += (await reader(body)).entries.length;
  }
  return (1000 * entries) / (performance.now() - started);
}

async function reads(reader: Reader, body: Uint8Array): Promise<boolean> {
  return reader(body).then(
    ({ entries }) => entries.length > 0,
    () => false,
  );
}

if (existsSync(data)) {
  const suites = {
    'gofeed parser': under('gofeed/testdata/parser'),
    'gofeed translator': [...under('gofeed/testdata/translator'), ...under('gofeed/testdata/extensions')],
    // One of its files tests an option that writes `EMPTY` into empty elements.
    'rss-parser': under('rss-parser/test/input').filter((file) => !file.includes('xml2js-options')),
  };
  const table = new Table({
    style: { head: [], border: [] },
    head: ['suite', 'parser', 'expectations met', 'documents whole', 'refused'],
  });
  const failures: string[] = [];
  const all = Object.values(suites).flat();
  for (const [suite, files] of Object.entries({ ...suites, all })) {
    for (const [name, reader] of Object.entries({ dateline: ours, 'rss-parser': raw })) {
      const { met, asked, documents, whole, refused } = await score(
        reader,
        files,
        reader === ours && files !== all ? failures : [],
      );
      const row = [`${percent(met, asked)} of ${asked}`, `${percent(whole, documents)} of ${documents}`, refused];
      table.push([suite, name, ...row]);
    }
  }
  console.log(table.toString());
  if (showFailures) console.log(failures.join('\n'));
} else {
  console.log('DATELINE_DATA does not name a folder with feeds/: pass rates left out, speed on made-up feeds only.');
}

const feeds: Record<string, readonly Uint8Array[]> = {
  '30 entries, 300-character bodies': [wire(30, 300)],
  '200 entries, no bodies': [wire(200, 0)],
  '2,000 entries, 3,000-character bodies': [wire(2000, 3000)],
};
const files = existsSync(data) ? under('rss-parser/test/input') : [];
const real: Uint8Array[] = [];
for (const file of files) {
  const body = readFileSync(file);
  if ((await reads(raw, body)) && (await reads(ours, body))) real.push(body);
}
if (real.length > 0) feeds[`${real.length} real feeds`] = real;

const table = new Table({
  style: { head: [], border: [] },
  head: ['feeds', 'dateline entries/s', 'rss-parser entries/s', 'ratio'],
});
for (const [name, bodies] of Object.entries(feeds)) {
  const [mine, theirs] = [await speed(oursWithUrl, bodies), await speed(raw, bodies)];
  table.push([name, Math.round(mine), Math.round(theirs), (mine / theirs).toFixed(2)]);
}
console.log(table.toString());
