/**
 * Speed, load time and memory of the tagger, beside its gazetteer through the fastest Aho-Corasick of npm and through one
 * RegExp, then its time on hostile texts of up to 10 MB: `DATELINE_DATA=folder npm run bench:tagger`. MB are 10^6 bytes of
 * UTF-8; times are those of the processor, garbage collection included.
 */
import { cpus } from 'node:os';
import Table from 'cli-table3';
import { readEntries } from '../data/build/build.ts';
import { compile } from '../data/build/compile.ts';
import { tag } from '../lambdas/tag/tag.ts';
import { HOSTILE, repeat } from './hostile.ts';
import { type MatcherName, NOTHING } from './matchers.ts';
import { FEW, type Measured, measureAll, NAMES, PEERS, ROUNDS } from './measure-all.ts';
import { median, processorMs } from './measure-matcher.ts';
import { bytesOf, readNews } from './news.ts';

const MB = 1e6;
/** MB of each hostile text. */
const SIZES = [1, 3, 10];
const COMPARISONS: Readonly<Record<string, MatcherName>> = {
  'search against search': 'dateline, automaton, phrases alone',
  "whole tagger against the peers' bare search": 'dateline, whole tagger',
};

const whole = (value: number) => Math.round(value).toLocaleString('en');
const short = (value: number) => value.toFixed(1);

function drawMatchers(measured: Record<MatcherName, Measured>, items: number, megabytes: number): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['', 'MB/s', 'items/s', 'found', 'load ms', 'process MB'],
  });
  for (const name of NAMES) {
    const { readMs, found, loadMs, resident } = measured[name];
    const perSecond = 1000 / median(readMs);
    const speeds = [short(perSecond * megabytes), whole(perSecond * items), whole(found), whole(loadMs)];
    table.push([name, ...(name === NOTHING ? ['', '', '', ''] : speeds), whole(resident / MB)]);
  }
  return table.toString();
}

/** How many times as fast one is as another: the median of the rounds that they read in turns, and the worst of them. */
function compare(ours: Measured, peer: Measured): string {
  const times = peer.readMs.map((ms, round) => ms / (ours.readMs[round] ?? Number.NaN));
  return times.length > 1
    ? `${short(median(times))} times (at least ${short(Math.min(...times))})`
    : `${times.map(short)} times`;
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
  `${source}: ${whole(stories.length)} stories, ${short(megabytes)} MB of UTF-8; medians of ${ROUNDS} rounds in turns, one of the RegExp\n`,
);

const measured = await measureAll({ phrases, lexicon, stories });
console.log(drawMatchers(measured, stories.length, megabytes));
for (const [comparison, ours] of Object.entries(COMPARISONS)) {
  const times = PEERS.map((peer) => `${compare(measured[ours], measured[peer])} as fast as ${peer}`);
  console.log(`${comparison}: ${times.join(', ')}`);
}
console.log(`
found: tags, for the whole tagger; else phrases. All searches have the same phrases and the same fields, one by one. The peers
look for the phrases in small letters, and keep those that no letter touches: they know no words. The automaton does more: it
cuts the text into words with their places, capitals and sentences, which the tagger goes on with, and finds phrases across
accents, hyphens, periods and lines (N Korea, U.S); as shipped it asks for capitals besides. The RegExp finds no phrase
inside another.
load: until the first story is read, in a fresh process. process: the memory of all of it, after ${FEW} stories.
`);

const news = stories
  .map(({ title, content }) => `${title}\n${content}\n`)
  .join('')
  .slice(0, MB);
for (const story of stories.slice(0, FEW)) tag(story);
console.log('The tagger on hostile texts, ms per MB');
console.log(drawHostile({ news, 'every phrase': phrases.join(' '), ...HOSTILE }));
