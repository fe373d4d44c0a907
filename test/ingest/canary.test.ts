import { beforeEach, describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { canaryFeed, feedWith } from '../../lambdas/canary/canary-feed.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';
import { about } from '../index/samples.ts';
import { memoryFeeds } from '../shared/memory-feeds.ts';

const minute = (at: number): string => new Date(Date.UTC(2026, 10, 24, 8, at)).toISOString();
const FEED = canaryFeed('s3://bucket/canary/feed.xml', minute(0));
const { feedId, url } = FEED;

let index: MemoryItemIndex;
let published: unknown[];
let ports: Ports;
beforeEach(() => {
  index = memoryItemIndex();
  published = [];
  ports = {
    feeds: memoryFeeds([FEED]),
    index,
    archive: memoryArchive(),
    // There are islands of that name.
    tagger: { version: '1', tag: () => ({ regions: [about('ES')], topics: [], evidence: [] }) },
    publish: async (alert) => void published.push(alert),
    askFor: async () => expect.fail('nothing is asked for'),
    now: () => minute(59),
  };
});

async function ingest(at: number, ...entries: number[]) {
  const { body } = feedWith(entries.map(minute));
  return ingestObject(await putResponse(ports.archive, { feedId, url, at: minute(at), body }), ports);
}

describe('the canary in ingest', () => {
  it('is found under its feed alone, whatever its words may mean, until it expires', async () => {
    expect(await ingest(1, 0)).toMatchObject({ entries: 1, recorded: { new: 1 } });
    const [item, row, ...others] = index.table();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ pk: 'FEED#canary', sk: expect.stringContaining(minute(0)) });
    const inAWeek = Date.parse(minute(1)) / 1_000 + 7 * 86_400;
    expect([item, row]).toMatchObject([{ expiresAt: inAWeek }, { expiresAt: inAWeek }]);
  });

  it('is told to nobody, and stands in no log of arrivals', async () => {
    await ingest(1, 0);
    expect(published).toEqual([]);
    expect(index.table().filter(({ pk }) => pk.startsWith('ARRIVED#'))).toEqual([]);
  });

  it('shows no gap after an outage in which its entries rolled out of the feed', async () => {
    await ingest(1, 0);
    expect(await ingest(50, 45)).not.toHaveProperty('gap');
    expect(await ports.feeds.get(feedId)).toMatchObject({ gaps: [] });
  });

  it('has no tempo of its own, by which it would be polled', async () => {
    for (const at of [1, 6, 11]) await ingest(at, at - 1);
    expect((await ports.feeds.get(feedId))?.tempo).toBeUndefined();
  });
});
