import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putResponse } from '../../../lambdas/archive/responses.ts';
import { createItemIndex } from '../../../lambdas/index/dynamodb-item-index.ts';
import type { ItemCopy } from '../../../lambdas/index/item.ts';
import { ingestObject } from '../../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../../lambdas/publish/publisher.ts';
import { queryItems } from '../../../lambdas/query/query-items.ts';
import { newFeed } from '../../../lambdas/schedule/wished-feeds.ts';
import type { Tagger } from '../../../lambdas/shared/domain.ts';
import { createFeedStore } from '../../../lambdas/shared/feed-store.ts';
import type { LabelFile } from '../../../local/retag/labels.ts';
import { type RetagOptions, type RetagPorts, retagStored } from '../../../local/retag/retag.ts';
import { measuresOf } from '../../../local/retag/scores.ts';
import { all } from '../../all.ts';
import { memoryArchive } from '../../archive/memory-archive.ts';
import { emptyTable } from '../../empty-table.ts';
import { type Dynamo, startDynamo } from '../../emulators.ts';
import { crashingIndex } from '../../faults/crashing-index.ts';
import { openDynamo } from '../../faults/tables.ts';
import { about } from '../../index/samples.ts';

const FEED = newFeed(
  { url: 'https://wire.example/rss', title: 'Wire', sample: false },
  'opml',
  '2026-11-24T00:00:00.000Z',
);
const EVER = { since: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' };

/** Tags a story with the codes whose words are in its title. */
const taggerOf = (version: string, words: Readonly<Record<string, string>>): Tagger => ({
  version,
  tag: ({ title }) => {
    const codes = Object.entries(words).flatMap(([word, code]) => (title.includes(word) ? [code] : []));
    return { regions: codes.map(about), topics: [], evidence: [] };
  },
});
/** Takes the north for the south. */
const OLD = taggerOf('old', { Pyongyang: 'KR', Tokyo: 'JP' });
const NEW = taggerOf('new', { Pyongyang: 'KP', Tokyo: 'JP' });

let dynamo: Dynamo;
let ports: RetagPorts;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const item = (name: string, title: string) =>
  `<item><title>${title}</title><link>https://wire.example/${name}</link><guid>${name}</guid></item>`;

/** @param hour of the day at which the response came */
async function respond(hour: number, tagger: Tagger, ...items: string[]): Promise<void> {
  const at = `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const body = Buffer.from(`<rss version="2.0"><channel><title>W</title>${items.join('')}</channel></rss>`);
  const key = await putResponse(ports.archive, { feedId: FEED.feedId, at, url: FEED.url, body });
  await ingestObject(key, { ...ports, tagger });
}

const retag = (options: Partial<RetagOptions> = {}, using = ports, range = EVER) =>
  retagStored(using, range, { dryRun: false, examples: 2, onProgress: () => {}, ...options });

async function found(region: string): Promise<string[]> {
  const question = { regions: [[region]], topics: [], feeds: [] };
  const { items } = await queryItems(ports.index, question, { limit: 99, typed: '', now: EVER.until });
  return items.map(({ title }: ItemCopy) => title).sort();
}

const table = async () => (await openTable()).sort();
async function openTable(): Promise<string[]> {
  const rows: string[] = [];
  for (const region of ['KP', 'KR', 'JP']) rows.push(...(await found(region)).map((title) => `${region} ${title}`));
  return rows;
}

beforeEach(async () => {
  const { index } = await openDynamo(dynamo.client, dynamo.tables.items);
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  const feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
  ports = {
    feeds,
    index,
    archive: memoryArchive(),
    tagger: NEW,
    publish: publishNothing,
    askFor: async () => {},
    now: () => new Date().toISOString(),
  };
  await feeds.create(FEED);
  await respond(8, OLD, item('a', 'Talks in Pyongyang'), item('b', 'Talks in Tokyo'));
  await respond(
    9,
    OLD,
    item('c', 'Parade in Pyongyang'),
    item('b', 'Talks in Tokyo end'),
    item('a', 'Talks in Pyongyang'),
  );
});

const BEFORE = ['JP Talks in Tokyo end', 'KR Parade in Pyongyang', 'KR Talks in Pyongyang'];
const AFTER = ['JP Talks in Tokyo end', 'KP Parade in Pyongyang', 'KP Talks in Pyongyang'];

describe('a dry run', () => {
  it('says what would change, by tag and with examples, and changes nothing', async () => {
    const { tags, ...counts } = await retag({ dryRun: true });
    expect(counts).toEqual({ stories: 3, versions: { old: 3 }, tagged: 0, changed: 2, absent: 0, faults: [] });
    const titles = ['Talks in Pyongyang', 'Parade in Pyongyang'].map((title) => expect.objectContaining({ title }));
    expect(tags).toEqual([
      { kind: 'region', code: 'KP', gained: 2, lost: 0, examples: { gained: titles, lost: [] } },
      { kind: 'region', code: 'KR', gained: 0, lost: 2, examples: { gained: [], lost: titles } },
    ]);
    expect(await table()).toEqual(BEFORE);
    expect(await retag({ dryRun: true })).toEqual({ tags, ...counts });
  });

  it('looks at the times that are asked for', async () => {
    const early = { ...EVER, until: '2026-11-24T09:00:00.000Z' };
    expect(await retag({ dryRun: true }, ports, early)).toMatchObject({ stories: 1, changed: 1 });
  });

  it('counts archived stories that the index lacks', async () => {
    await emptyTable(dynamo.client, dynamo.tables.items);
    expect(await retag()).toMatchObject({ stories: 0, tagged: 0, absent: 4 });
    expect(await table()).toEqual([]);
  });
});

describe('tagging anew', () => {
  it('brings what the dry run says, once', async () => {
    const { tags } = await retag({ dryRun: true });
    expect(await retag()).toMatchObject({ tags, tagged: 3, changed: 2, versions: { old: 3 } });
    expect(await table()).toEqual(AFTER);
    expect(await retag()).toMatchObject({ tags: [], tagged: 0, changed: 0, versions: { new: 3 } });
    expect(await table()).toEqual(AFTER);
  });

  it('does not bring a withdrawn story back, nor count it as changed', async () => {
    await respond(10, OLD, item('a', 'KILL: Talks in Pyongyang'), item('c', 'Parade in Pyongyang'));
    expect(await found('KR')).toEqual(['Parade in Pyongyang']);
    expect(await retag()).toMatchObject({ tagged: 3, changed: 1 });
    expect(await found('KP')).toEqual(['Parade in Pyongyang']);
  });

  it('goes on where it was killed, whatever the write', async () => {
    let crashes = 0;
    for (let fatal = 0; fatal < 12; fatal++) {
      const index = crashingIndex(ports.index, fatal, 'half');
      const { faults } = await retag({}, { ...ports, index });
      crashes += faults.length;
      await retag();
      expect(await table()).toEqual(AFTER);
      await retag({}, { ...ports, tagger: OLD });
      expect(await table()).toEqual(BEFORE);
    }
    expect(crashes).toBeGreaterThan(8);
  });

  it('names an object that it cannot read, and tags the others', async () => {
    const [key = ''] = await all(ports.archive.list('items/'));
    const broken = {
      ...ports.archive,
      get: async (name: string) => (name === key ? undefined : ports.archive.get(name)),
    };
    const { faults, tagged } = await retag({}, { ...ports, archive: broken });
    expect(faults).toEqual([{ key, error: expect.objectContaining({ name: 'PermanentError' }) }]);
    expect(tagged).toBe(2);
  });
});

describe('labels', () => {
  it('score old and new tags of stories by id and link, and new ones of texts', async () => {
    const index = createItemIndex(dynamo.client, dynamo.tables.items);
    const [row] = await index.readPartition({ pk: 'REGION#JP', atLeast: ' ', atMost: '~', limit: 1 });
    const labels: LabelFile = {
      byId: new Map([[row?.id ?? '', { regions: ['JP'] }]]),
      byLink: new Map([
        ['wire.example/a', { regions: ['KP'] }],
        ['wire.example/gone', { regions: ['KP'] }],
      ]),
      texts: [{ title: 'Shrine in Tokyo', text: '', regions: ['JP'] }],
    };
    const { labels: scores } = await retag({ dryRun: true, labels });
    expect(scores).toMatchObject({ unmet: 1, texts: { regions: { documents: 1, right: 1, wrong: 0 } } });
    expect(scores && measuresOf(scores.before.regions)).toEqual({ precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 });
    expect(scores && measuresOf(scores.after.regions)).toEqual({ precision: 1, recall: 1, f1: 1 });
    await retag();
    expect((await retag({ dryRun: true, labels })).labels?.before).toEqual(scores?.after);
  });
});
