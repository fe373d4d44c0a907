import { describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import type { FeedResponse } from '../../lambdas/shared/domain.ts';
import { lookThrough } from '../../lambdas/trace/responses.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { minute } from '../index/samples.ts';

const FEED = 'wire-example-0a1b2c3d';
const CANONICAL = 'wire.example/talks';
const LINK = 'https://www.wire.example/talks?utm_source=rss&amp;utm_medium=feed';
const ALL = { since: minute(0), until: minute(99), feedIds: [FEED] };

const rss = (...items: string[]) => `<rss version="2.0"><channel><title>W</title>${items.join('')}</channel></rss>`;
const item = (link: string, more = '') => `<item><title>Talks</title><link>${link}</link>${more}</item>`;

async function archiveOf(...responses: (Partial<FeedResponse> & { readonly text: string })[]) {
  const archive = memoryArchive();
  for (const [at, { text, ...more }] of responses.entries()) {
    const place = { feedId: FEED, at: minute(1 + at), url: 'https://wire.example/rss' };
    await putResponse(archive, { ...place, ...more, body: Buffer.from(text) });
  }
  return archive;
}

describe('the responses that hold a link', () => {
  it('are found by the link of an entry or by a guid that is one, the newest first', async () => {
    const archive = await archiveOf(
      { text: rss(item(LINK)), trace: '1'.repeat(32) },
      { text: rss(item('https://wire.example/other')) },
      { text: rss(item('https://feeds.example/~r/7', '<guid>https://wire.example/talks</guid>')) },
      {
        text: '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https:\\/\\/wire.example\\/talks"}]}',
      },
    );
    const { holding, responses } = await lookThrough(archive, CANONICAL, ALL);
    expect(responses).toBe(4);
    expect(holding.map(({ at }) => at)).toEqual([minute(4), minute(3), minute(1)]);
    expect(holding[2]).toMatchObject({ feedId: FEED, trace: '1'.repeat(32) });
  });

  it('are found too where the part that holds it could not be read, with the reason', async () => {
    const archive = await archiveOf({
      text: `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Fine"}, {"url":"https://wire.example/talks", oops}]}`,
    });
    const { holding } = await lookThrough(archive, CANONICAL, ALL);
    expect(holding).toMatchObject([{ at: minute(1), rejected: expect.stringMatching(/./) }]);
  });

  it('are none where the page itself was fetched, or did not come', async () => {
    const article = { kind: 'article', at: minute(0), lines: '0'.repeat(16), line: 0 } as const;
    const archive = await archiveOf(
      { text: rss(item(LINK)), purpose: article },
      { text: '', purpose: { kind: 'gap', from: minute(0), to: minute(1), step: 0 }, failure: '404' },
    );
    expect(await lookThrough(archive, CANONICAL, ALL)).toMatchObject({ responses: 2, holding: [] });
  });

  it('are looked for in the time and the feeds that are asked for, up to a bound, which is said', async () => {
    const archive = await archiveOf(...Array.from({ length: 9 }, (_, at) => ({ text: rss(item(LINK, String(at))) })));
    expect((await lookThrough(archive, CANONICAL, { ...ALL, since: minute(4), until: minute(6) })).responses).toBe(2);
    expect((await lookThrough(archive, CANONICAL, { ...ALL, feedIds: ['another'] })).responses).toBe(0);
    const bounded = await lookThrough(archive, CANONICAL, ALL, { responses: 3, feeds: 1 });
    expect(bounded).toMatchObject({ responses: 3, reachedBackTo: minute(7) });
    expect(bounded).not.toHaveProperty('feedsLeft');
    const feedIds = [FEED, 'b', 'c'];
    expect(await lookThrough(archive, CANONICAL, { ...ALL, feedIds }, { responses: 9, feeds: 1 })).toMatchObject({
      feedsLeft: 2,
    });
    expect(await lookThrough(archive, CANONICAL, ALL)).not.toHaveProperty('reachedBackTo');
  });
});
