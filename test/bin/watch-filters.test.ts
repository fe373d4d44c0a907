import { describe, expect, it } from 'vitest';
import { filtered, inWords, policyOf } from '../../bin/watch-filters.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';

const FEED = newFeed(
  { url: 'https://wire.example/rss', title: 'Wire', sample: false },
  'opml',
  '2026-11-24T00:00:00.000Z',
);
const feeds = {
  get: async (id: string) => (id === FEED.feedId ? FEED : undefined),
  async *list() {
    yield FEED;
  },
};

/** The policy of a watch called `w`, from the options as they are typed. */
const policy = async (...typed: string[]) => {
  const command = filtered('add')
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return policyOf(command.parse(typed, { from: 'user' }).opts(), 'w', feeds);
};

describe('the filters of a watch', () => {
  it('are understood as those of a query', async () => {
    const typed = ['--region', 'North Korea,japan', '--topic', 'nuclear-policy', '--feed', 'Wire', '--lang', 'en-GB'];
    expect(await policy(...typed)).toEqual({
      regions: ['KP', 'JP'],
      topics: ['medtop:20000635'],
      feed: [FEED.feedId],
      lang: ['en'],
      to: ['all', 'w'],
    });
    expect(await policy('--region', 'KP', '--role', 'any', '--kind', 'new, revised')).toEqual({
      regionsAny: ['KP'],
      kind: ['new', 'revised'],
      to: ['all', 'w'],
    });
  });

  it('are said again in words', async () => {
    expect(inWords(await policy('--region', 'KP,JP', '--topic', '20000635', '--kind', 'new'))).toBe(
      'regions north-korea or japan, topics nuclear-policy, kind new',
    );
    expect(inWords(await policy())).toBe('everything');
  });

  it.each([
    [['--region', 'KP', '--region', 'KR'], /--region 'KP,KR' takes either/],
    [['--topic', 'a', '--topic', 'b'], /--topic 'a,b' takes either/],
    [['--role', 'about'], /--region/],
    [['--region', 'nowhere-at-all'], /no region is called/],
    [['--feed', 'Nobody'], /no feed is called/],
    [['--kind', 'old'], /new, revised, withdrawn/],
    [['--lang', 'english!'], /no language/],
  ] as const)('refuse %j', async (typed, reason) => {
    await expect(policy(...typed)).rejects.toThrow(reason);
  });
});
