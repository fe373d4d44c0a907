/**
 * Our parser beside others in one run: what it meets of other parsers' test feeds, on the fields that we keep; entries a
 * second; the time for hostile documents and bodies. `DATELINE_DATA` names the folder that holds `feeds/gofeed` and
 * `feeds/rss-parser`. `-- --failures` lists what ours does not meet, `-- --only=rates|speed|hostile` runs a part.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../bin/output.ts';
import { parseFeed } from '../lambdas/parse/parse-feed.ts';
import { bombs } from './bombs.ts';
import { hostileCurves } from './hostile-curve.ts';
import { score } from './parse-score.ts';
import { reads, speed, wire } from './parse-speed.ts';
import { PARSERS, type Reader } from './peers.ts';

const data = join(process.env.DATELINE_DATA ?? '', 'feeds');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const print = (head: readonly string[], rows: readonly (readonly string[])[]): unknown =>
  process.stdout.write(
    `${table(
      [...head],
      rows.map((row) => [...row]),
    )}\n`,
  );

/** Every path under a folder of the data. */
const under = (folder: string): string[] =>
  readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

async function printRates(): Promise<void> {
  const suites = {
    'gofeed parser': under('gofeed/testdata/parser'),
    'gofeed translator': [...under('gofeed/testdata/translator'), ...under('gofeed/testdata/extensions')],
    // One of its files tests an option that writes `EMPTY` into empty elements.
    'rss-parser': under('rss-parser/test/input').filter((file) => !file.includes('xml2js-options')),
  };
  const all = Object.values(suites).flat();
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const [suite, files] of Object.entries({ ...suites, all })) {
    for (const [name, reader] of Object.entries(PARSERS)) {
      const found = await score(reader, files);
      const { met, asked, documents, whole, refused } = found;
      rows.push([
        suite,
        name,
        `${percent(met, asked)} of ${asked}`,
        `${percent(whole, documents)} of ${documents}`,
        String(refused),
      ]);
      if (name === 'dateline' && files === all) failures.push(...found.failures);
    }
  }
  print(['suite', 'parser', 'expectations met', 'documents whole', 'refused'], rows);
  if (process.argv.includes('--failures')) process.stdout.write(`${failures.join('\n')}\n`);
}

async function printSpeed(): Promise<void> {
  const feeds: Record<string, readonly Uint8Array[]> = {
    '30 entries, 300-character bodies': [wire(30, 300)],
    '200 entries, no bodies': [wire(200, 0)],
    '2,000 entries, 3,000-character bodies': [wire(2000, 3000)],
  };
  const real: Uint8Array[] = [];
  for (const file of existsSync(data) ? under('rss-parser/test/input') : []) {
    const body = readFileSync(file);
    const all = await Promise.all(Object.values(PARSERS).map((reader) => reads(reader, body)));
    if (all.every(Boolean)) real.push(body);
  }
  if (real.length > 0) feeds[`${real.length} real feeds that all of them read`] = real;

  // As in the pipeline, where links are made absolute.
  const readers: Readonly<Record<string, Reader>> = {
    ...PARSERS,
    dateline: (body) => parseFeed(body, { url: 'https://wire.example/feed.xml' }),
  };
  const rows: string[][] = [];
  for (const [name, bodies] of Object.entries(feeds)) {
    const row = [name];
    for (const reader of Object.values(readers)) row.push(Math.round(await speed(reader, bodies)).toLocaleString('en'));
    rows.push(row);
  }
  print(['entries a second', ...Object.keys(readers)], rows);
}

if (only === undefined || only === 'rates') {
  if (existsSync(data)) await printRates();
  else process.stdout.write('DATELINE_DATA does not name a folder with feeds/: pass rates left out.\n');
}
if (only === undefined || only === 'speed') await printSpeed();
if (only === undefined || only === 'hostile') {
  print(['at 1/4, 1/2 and the whole', ...Object.keys(PARSERS)], await hostileCurves());
  print(['body', 'unfolds to', 'bytes', 'outcome', 'ms'], await bombs());
}
