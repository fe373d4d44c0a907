import { describe, expect, it } from 'vitest';
import { canaryFeed, canaryUrl, entriesIn, feedWith, withEntry } from '../../lambdas/canary/canary-feed.ts';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import { countryOfPublisher } from '../../lambdas/shared/countries.ts';

const T1 = '2026-11-24T08:00:00.000Z';
const T2 = '2026-11-24T08:05:00.000Z';

describe('the feed of the canary', () => {
  it('is RSS whose entries differ and have their times, the newest first', async () => {
    const { format, entries, rejected } = await parseFeed(feedWith([T1, T2]).body, {
      url: 's3://bucket/canary/feed.xml',
    });
    expect(format).toBe('rss');
    expect(rejected).toEqual([]);
    expect(entries.map(({ published }) => published)).toEqual([T2, T1]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(2);
  });

  it('says without being parsed what it holds', () => {
    expect(entriesIn(feedWith([T1, T2]))).toEqual([T1, T2]);
    expect(entriesIn(feedWith([]))).toEqual([]);
    expect(entriesIn(undefined)).toEqual([]);
  });

  it('gets an entry of the second that has begun', () => {
    expect(withEntry([T1], new Date('2026-11-24T08:05:00.789Z'))).toEqual([T1, T2]);
  });

  it('gets one entry where two runs come within a second', () => {
    expect(withEntry([T1, T2], new Date(T2))).toEqual([T1, T2]);
  });

  it('holds the last hour', () => {
    let entries: string[] = [];
    for (let run = 0; run < 20; run++) entries = withEntry(entries, new Date(Date.parse(T1) + run * 300_000));
    expect(entries).toHaveLength(12);
    expect(entries.at(-1)).toBe('2026-11-24T09:35:00.000Z');
  });
});

describe('the row of the canary', () => {
  const feed = canaryFeed(canaryUrl('s3://bucket'), T1);

  it('names the bucket as the host that is asked', () => {
    expect(feed).toMatchObject({ url: 's3://bucket/canary/feed.xml', host: 'bucket', status: 'canary', dueAt: T1 });
  });

  it('has a publisher that no other feed can have, and that is at home nowhere', () => {
    expect(feed.publisher).not.toContain('.');
    expect(countryOfPublisher(feed.publisher)).toBeUndefined();
  });
});
