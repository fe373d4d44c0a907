import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storedObjects } from '../../lambdas/archive/stored-objects.ts';
import { fold } from '../../lambdas/query/fold.ts';
import { type Page, queryItems } from '../../lambdas/query/query-items.ts';
import type { Question } from '../../lambdas/query/question.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import type { Report } from '../../lambdas/shared/report.ts';
import { topicSlug } from '../../lambdas/tag/vocabulary.ts';
import { dataFolder } from '../../local/folder.ts';
import { notify } from '../../local/notifications.ts';
import { countRound, type Round } from '../../local/round.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { type SampleWire, startSampleWire } from '../../local/sample-wire/server.ts';
import { isLive, readFeeds } from '../../local/sample-wire/stories.ts';
import { openStore, type Store } from '../../local/store.ts';
import { all } from '../all.ts';
import { dumpTable } from '../dump-tables.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

// The tests of this file are one story: each goes on from the tables that the one before has left.
let home: TempFolder;
let store: Store;
let runtime: Runtime;
let wire: SampleWire;

beforeAll(async () => {
  home = await tempFolder();
  store = await openStore({ folder: dataFolder(home.path), share: false });
  wire = await startSampleWire({ port: 0, epoch: new Date(), round: 0 });
  await writeFile(store.folder.wishedFeeds, wire.opml);
  runtime = await startRuntime(store, { signal: new AbortController().signal });
});

afterAll(async () => {
  await runtime.close();
  await wire.close();
  await store.close();
  await home[Symbol.asyncDispose]();
});

const poll = (): Promise<Round> => countRound(runtime.tick, () => {});

async function makeDue(): Promise<void> {
  const dueAt = new Date().toISOString();
  for (const { feedId, failures } of await all(store.feeds.list())) {
    if (failures === 0) await store.feeds.change(feedId, { dueAt });
  }
}

const ask = (question: Partial<Question>): Promise<Page> =>
  queryItems(
    store.index,
    { regions: [], topics: [], feeds: [], ...question },
    { limit: 1_000, now: new Date().toISOString(), typed: '' },
  );

const titled = async (words: RegExp) => (await ask({})).items.find(({ title }) => words.test(title));

const items = () => dumpTable(store, store.tables.items);

it('takes the sample wire through every step, under one trace from the tick to the rows', async () => {
  const told: Report[] = [];
  const round = await countRound(runtime.tick, (what) => told.push(what));
  const [tick] = told.map(({ trace }) => trace);
  expect(tick).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(told.map(({ step }) => step))).toEqual(new Set(['schedule', 'fetch', 'ingest', 'story']));
  expect(told.filter(({ trace }) => trace !== tick)).toEqual([]);
  expect(told.filter(({ step }) => step === 'story')).toHaveLength(round.recorded.new);
  const rows = (await items()).map((row) => JSON.parse(row)).filter(({ done }) => done);
  expect(rows.filter(({ trace, queryableAt }) => trace !== tick || queryableAt === undefined)).toEqual([]);
  expect(round.faults).toEqual([]);
  expect(round).toMatchObject({ polled: 12, answered: 11, rejected: 1 });
  expect(round.recorded.new).toBeGreaterThan(150);
  expect((await ask({})).items.every(({ sample }) => sample)).toBe(true);
});

it('finds the story of the summit by what it is about', async () => {
  const { items: found } = await ask({ regions: [['KP']], topics: [['medtop:20000635']] });
  const summit = found.find(({ title }) => /Putin and Roh/.test(title));
  expect(summit).toMatchObject({ publishedAt: expect.stringMatching(/^2004-09-21/), sample: true });
  expect(summit?.regions).toEqual(expect.arrayContaining(['KP', 'KR', 'RU', '030', '142']));
  const [item] = (await store.index.getItems([summit?.id ?? ''])).values();
  const topics = (item?.topics ?? []).map(({ code }) => topicSlug(code));
  expect(topics).toEqual(
    expect.arrayContaining(['diplomacy', 'nuclear-policy', 'international-trade', 'space-exploration']),
  );
  const roles = Object.fromEntries((item?.regions ?? []).map(({ code, role }) => [code, role]));
  expect(roles).toMatchObject({
    KP: 'about',
    KR: 'about',
    RU: 'about',
    US: 'mentioned',
    JP: 'mentioned',
    CN: 'mentioned',
  });
});

it('folds the syndicated copies of the wire, and nothing else', async () => {
  const stories = readFeeds()
    .filter(isLive)
    .flatMap(({ stories }) => stories);
  const titleOf = new Map(stories.map(({ key, title }) => [key, title]));
  const { items: all } = await ask({});
  const shown = new Set(all.map(({ title }) => title));
  const labelled = stories
    .map(({ title, copyOf }) => [title, copyOf === undefined ? undefined : titleOf.get(copyOf)])
    .filter(([copy = '', original = '']) => shown.has(copy) && shown.has(original));
  const folded = fold(all).flatMap(({ title, copies }) => copies.map((copy) => [copy.title, title].sort().join(' ~ ')));
  expect(labelled.length).toBeGreaterThan(3);
  expect(folded.sort()).toEqual(labelled.map((pair) => pair.sort().join(' ~ ')).sort());
});

it('records why a feed fails, and where one has moved', async () => {
  const feeds = await all(store.feeds.list());
  const titledFeed = (title: string): Feed | undefined => feeds.find((feed) => feed.title === title);
  expect(titledFeed('The Island Telegraph')).toMatchObject({ failures: 1, lastError: expect.stringMatching(/503/) });
  expect(titledFeed('Levant Monitor')?.movedTo).toMatch(/\/levant-monitor\/feed\.rss$/);
});

it('writes nothing but feed state when nothing has changed', async () => {
  const [before, archived] = [await items(), await all(store.archive.list(''))];
  await makeDue();
  expect(await poll()).toMatchObject({ polled: 11, answered: 11, responses: 0 });
  expect(await items()).toEqual(before);
  expect(await all(store.archive.list(''))).toEqual(archived);
});

it('changes nothing when every stored response is ingested again', async () => {
  const [before, archived, feeds] = [await items(), await all(store.archive.list('')), await all(store.feeds.list())];
  const keys = await storedObjects(store.archive, { since: '2026-01-01', until: '2100-01-01' });
  expect(keys).toHaveLength(11);
  await notify(store.folder, keys);
  const round = await countRound(runtime.ingest, () => {});
  expect(round.responses).toBe(11);
  expect(round.recorded).toMatchObject({ new: 0, revised: 0, withdrawn: 0, updated: 0 });
  expect(await items()).toEqual(before);
  expect(await all(store.archive.list(''))).toEqual(archived);
  expect(await all(store.feeds.list())).toEqual(feeds);
});

it('takes in the next rounds: news, revisions, a correction, withdrawals', async () => {
  const doomed = (await ask({})).items.length;
  wire.advance();
  await makeDue();
  const second = await poll();
  wire.advance();
  await makeDue();
  const third = await poll();
  const sum = (kind: 'new' | 'revised' | 'withdrawn') => second.recorded[kind] + third.recorded[kind];
  expect(sum('new')).toBeGreaterThan(20);
  expect(sum('revised')).toBeGreaterThan(3);
  expect(sum('withdrawn')).toBe(3);
  expect((await ask({})).items).toHaveLength(doomed + sum('new') - sum('withdrawn'));
  expect(await titled(/^CORRECTED/)).toBeDefined();
  expect(await titled(/KILL|WITHDRAWN/)).toBeUndefined();
});

it('keeps one item where a guid or a link has changed', async () => {
  const titles = (await ask({})).items.map(({ title, feed }) => `${feed} ${title}`);
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
});
