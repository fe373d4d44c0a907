import { describe, expect, it } from 'vitest';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { callbackOf, pushedUntil, wantsSubscription } from '../../lambdas/websub/subscription.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const later = (hours: number): string => new Date(NOW.getTime() + hours * 3_600_000).toISOString();
const HUB = { url: 'https://hub.example/', topic: 'https://wire.example/rss' };
const feed = (changes: Partial<Feed>): Feed => ({
  ...newFeed({ url: HUB.topic, title: 'Wire', sample: false }, 'opml', later(-99)),
  ...changes,
});
const subscription = { ...HUB, secret: 's', at: later(-24) };

describe('a hub is asked', () => {
  it.each<[string, Partial<Feed>]>([
    ['that was never asked', { hub: HUB }],
    ['that has let the lease run out', { hub: HUB, subscription, leasedUntil: later(-1) }],
    ['whose lease ends before the day after tomorrow', { hub: HUB, subscription, leasedUntil: later(30) }],
    ['that has not answered since yesterday', { hub: HUB, subscription }],
    ['that the feed has changed to', { hub: HUB, subscription: { ...subscription, url: 'https://old.example/' } }],
    ['when the feed has got another topic', { hub: { ...HUB, topic: 'https://wire.example/new' }, subscription }],
  ])('%s', (_which, changes) => {
    expect(wantsSubscription(feed(changes), NOW)).toBe(true);
  });

  it.each<[string, Partial<Feed>]>([
    ['where the feed names none', {}],
    ['whose lease runs', { hub: HUB, subscription, leasedUntil: later(200) }],
    ['that was asked an hour ago', { hub: HUB, subscription: { ...subscription, at: later(-1) } }],
    ['of a feed that is removed', { hub: HUB, status: 'removed' }],
  ])('never %s', (_which, changes) => {
    expect(wantsSubscription(feed(changes), NOW)).toBe(false);
  });
});

describe('a hub is relied on', () => {
  const pushing = { leasedUntil: later(100), pushedAt: later(-2), lastNewAt: later(-2) };

  it('until its lease ends, once it pushes what is new', () => {
    expect(pushedUntil(feed(pushing), NOW)?.toISOString()).toBe(later(100));
  });

  it.each<[string, Partial<Feed>]>([
    ['before it has pushed anything', { leasedUntil: later(100), lastNewAt: later(-2) }],
    ['after a poll has found what it had not pushed', { ...pushing, lastNewAt: later(-1) }],
    ['when its lease has ended', { ...pushing, leasedUntil: later(-1) }],
  ])('never %s', (_when, changes) => {
    expect(pushedUntil(feed(changes), NOW)).toBeUndefined();
  });
});

it('the callback of a feed is one path below the public address', () => {
  expect(callbackOf('https://x.example/websub/', 'wire-1')).toBe('https://x.example/websub/wire-1');
  expect(callbackOf('https://x.example', 'wire-1')).toBe('https://x.example/wire-1');
});
