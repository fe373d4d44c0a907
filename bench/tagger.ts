/**
 * Speed, load time and memory of the tagger, beside its gazetteer through the fastest Aho-Corasick of npm and through one
 * RegExp, then its time on hostile texts of up to 10 MB: `DATELINE_DATA=folder npm run bench:tagger`. MB are 10^6 bytes of
 * UTF-8; times are those of the processor, garbage collection included.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { build as bundle } from 'esbuild';
import { readEntries } from '../data/build/build.ts';
import { tag } from '../lambdas/tag/tag.ts';
import { HOSTILE, repeat } from './hostile.ts';
import { MATCHERS, type MatcherName } from './matchers.ts';
import { type Measured, median, processorMs, type Task } from './measure-matcher.ts';
import { bytesOf, readNews } from './news.ts';

const MB = 1e6;
const ROUNDS = 5;
const PROCESSES = 3;
/** MB of each hostile text. */
const SIZES = [1, 2, 5, 10];
const NAMES = Object.keys(MATCHERS) as MatcherName[];
const PEERS: readonly MatcherName[] = ['@monyone/aho-corasick/fast', 'one RegExp'];
const OURS: readonly MatcherName[] = ['dateline, whole tagger', 'dateline, automaton, phrases alone'];

const whole = (value: number) => Math.round(value).toLocaleString('en');
const short = (value: number) => value.toFixed(1);

/** Each in fresh processes, bundled as a function is deployed. */
async function measureAll(task: Task): Promise<Record<MatcherName, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    writeFileSync(join(folder, 'task.json'), JSON.stringify(task));
    await bundle({
      entryPoints: [join(import.meta.dirname, 'measure-matcher.ts')],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      platform: 'node',
    });
    const command = ['--expose-gc', join(folder, 'measure-matcher.mjs')];
    const measure = (name: MatcherName): Measured =>
      JSON.parse(execFileSync(process.execPath, [...command, name, join(folder, 'task.json')], { encoding: 'utf8' }));
    const measured = NAMES.map((name): [MatcherName, Measured] => {
      const runs = Array.from({ length: PROCESSES }, () => measure(name));
      const of = (key: keyof Measured) => median(runs.map((run) => run[key]));
      const [loadMs, added, resident, readMs, found] = [
        of('loadMs'),
        of('added'),
        of('resident'),
        of('readMs'),
        of('found'),
      ];
      return [name, { loadMs, added, resident, readMs, found }];
    });
    return Object.fromEntries(measured) as Record<MatcherName, Measured>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function drawMatchers(measured: Record<MatcherName, Measured>, items: number, megabytes: number): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['', 'MB/s', 'items/s', 'found', 'load ms', 'memory MB', 'process MB'],
  });
  for (const name of NAMES) {
    const { readMs, found, loadMs, added, resident } = measured[name];
    const speeds = [short((1000 * megabytes) / readMs), whole((1000 * items) / readMs)];
    table.push([name, ...speeds, whole(found), whole(loadMs), short(added / MB), whole(resident / MB)]);
  }
  return table.toString();
}

/** Time per MB on each text at each size. */
function drawHostile(pieces: Readonly<Record<string, string>>): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['text', ...SIZES.map((size) => `${size} MB`), '10 MB : 1 MB'],
  });
  for (const [name, piece] of Object.entries(pieces)) {
    const times = SIZES.map((size) => {
      const story = { title: '', summary: '', content: repeat(piece, size * MB), language: 'en' };
      return processorMs(() => tag(story)) / size;
    });
    table.push([name, ...times.map(whole), ((times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN)).toFixed(2)]);
  }
  return table.toString();
}

const phrases = [...new Set([...readEntries()].flatMap(([all]) => all.toLowerCase().split('|')))];
const { source, stories } = readNews(process.env.DATELINE_DATA);
const megabytes = stories.reduce((sum, story) => sum + bytesOf(story), 0) / MB;
console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}; ${whole(phrases.length)} phrases`);
console.log(
  `${source}: ${whole(stories.length)} stories, ${short(megabytes)} MB of UTF-8; medians of ${ROUNDS} rounds\n`,
);

const measured = await measureAll({ phrases, stories, rounds: ROUNDS });
console.log(drawMatchers(measured, stories.length, megabytes));
for (const ours of OURS) {
  const times = (peer: MatcherName) => short(measured[peer].readMs / measured[ours].readMs);
  console.log(`${ours}: ${PEERS.map((peer) => `${times(peer)} times ${peer}`).join(', ')}`);
}
console.log(`
found: tags, for the whole tagger; else phrases. The peers look for the same phrases in small letters, and keep those that
no letter touches. The automaton also finds them across accents, hyphens, periods and lines (N Korea, U.S); as shipped it
asks for capitals besides. The RegExp finds no phrase inside another.
load: until the first story is read, in a fresh process. memory: what loading adds. process: all of it, news included.
`);

const news = stories
  .map(({ title, content }) => `${title}\n${content}\n`)
  .join('')
  .slice(0, MB);
console.log('The tagger on hostile texts, ms per MB');
console.log(drawHostile({ news, 'every phrase': phrases.join(' '), ...HOSTILE }));
