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
import { compile } from '../data/build/compile.ts';
import { tag } from '../lambdas/tag/tag.ts';
import { HOSTILE, repeat } from './hostile.ts';
import { MATCHERS, type MatcherName, NOTHING } from './matchers.ts';
import { type Measured, median, processorMs, type Task } from './measure-matcher.ts';
import { bytesOf, readNews } from './news.ts';

const MB = 1e6;
const ROUNDS = 5;
/** The RegExp takes some thirty times as long as the automaton, and what it takes varies little. */
const SLOW: MatcherName = 'one RegExp';
const SLOW_ROUNDS = 1;
const PROCESSES = 3;
/** Stories that show what a matcher takes of memory, not what the stories do. */
const FEW = 500;
/** MB of each hostile text. */
const SIZES = [1, 3, 10];
const NAMES = Object.keys(MATCHERS) as MatcherName[];
const PEERS: readonly MatcherName[] = ['@monyone/aho-corasick/fast', SLOW];
const OURS: readonly MatcherName[] = ['dateline, whole tagger', 'dateline, automaton, phrases alone'];

const whole = (value: number) => Math.round(value).toLocaleString('en');
const short = (value: number) => value.toFixed(1);

/** Each in fresh processes, bundled as a function is deployed: how it loads with few stories, how fast it is with all. */
async function measureAll(task: Task): Promise<Record<MatcherName, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
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
    const [all, slow, few] = ['all.json', 'slow.json', 'few.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(all, JSON.stringify(task));
    writeFileSync(slow, JSON.stringify({ ...task, rounds: SLOW_ROUNDS }));
    writeFileSync(few, JSON.stringify({ ...task, stories: task.stories.slice(0, FEW), rounds: 0 }));
    const program = join(folder, 'measure-matcher.mjs');
    const measure = (name: MatcherName, file: string): Measured =>
      JSON.parse(execFileSync(process.execPath, [program, name, file], { encoding: 'utf8' }));
    const measured = NAMES.map((name): [MatcherName, Measured] => {
      // A peer takes seconds to load, in any process.
      const runs = Array.from({ length: PEERS.includes(name) ? 1 : PROCESSES }, () => measure(name, few));
      const of = (key: 'loadMs' | 'resident') => median(runs.map((run) => run[key]));
      return [name, { ...measure(name, name === SLOW ? slow : all), loadMs: of('loadMs'), resident: of('resident') }];
    });
    return Object.fromEntries(measured) as Record<MatcherName, Measured>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function drawMatchers(measured: Record<MatcherName, Measured>, items: number, megabytes: number): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['', 'MB/s', 'items/s', 'found', 'load ms', 'process MB'],
  });
  for (const name of NAMES) {
    const { readMs, found, loadMs, resident } = measured[name];
    const speeds = [short((1000 * megabytes) / readMs), whole((1000 * items) / readMs), whole(found), whole(loadMs)];
    table.push([name, ...(name === NOTHING ? ['', '', '', ''] : speeds), whole(resident / MB)]);
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
const lexicon = compile([[phrases.join('|'), { kind: 'phrase' }]]);
const { source, stories } = readNews(process.env.DATELINE_DATA);
const megabytes = stories.reduce((sum, story) => sum + bytesOf(story), 0) / MB;
console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}; ${whole(phrases.length)} phrases`);
console.log(
  `${source}: ${whole(stories.length)} stories, ${short(megabytes)} MB of UTF-8; medians of ${ROUNDS} rounds, ${SLOW_ROUNDS} of the RegExp\n`,
);

const measured = await measureAll({ phrases, lexicon, stories, rounds: ROUNDS });
console.log(drawMatchers(measured, stories.length, megabytes));
for (const ours of OURS) {
  const times = (peer: MatcherName) => short(measured[peer].readMs / measured[ours].readMs);
  console.log(`${ours}: ${PEERS.map((peer) => `${times(peer)} times as fast as ${peer}`).join(', ')}`);
}
console.log(`
found: tags, for the whole tagger; else phrases. The peers look for the same phrases in small letters, and keep those that
no letter touches. The automaton also finds them across accents, hyphens, periods and lines (N Korea, U.S); as shipped it
asks for capitals besides. The RegExp finds no phrase inside another.
load: until the first story is read, in a fresh process. process: the memory of all of it, after ${FEW} stories.
`);

const news = stories
  .map(({ title, content }) => `${title}\n${content}\n`)
  .join('')
  .slice(0, MB);
for (const story of stories.slice(0, FEW)) tag(story);
console.log('The tagger on hostile texts, ms per MB');
console.log(drawHostile({ news, 'every phrase': phrases.join(' '), ...HOSTILE }));
