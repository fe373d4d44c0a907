import { describe, expect, it } from 'vitest';
import { feeds, liveFeeds, stories } from './samples.ts';

const TOPICS = '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17'.split(' ').map((code) => `${code}000000`);
const about = (country: string, words: RegExp) =>
  stories.filter(({ countries, title, body }) => countries.includes(country) && words.test(`${title} ${body}`));

describe('the stories', () => {
  it('are at least 150 at the start and 160 in all, copies not counted, in at least 8 feeds', () => {
    const written = stories.filter(({ copyOf }) => copyOf === undefined);
    expect(liveFeeds.length).toBeGreaterThanOrEqual(8);
    expect(written.length).toBeGreaterThanOrEqual(160);
    expect(written.filter(({ round }) => round === 0).length).toBeGreaterThanOrEqual(150);
  });

  it('are from at least 150 countries and all 17 top-level topics of IPTC', () => {
    expect(new Set(stories.flatMap(({ countries }) => countries)).size).toBeGreaterThanOrEqual(150);
    expect([...new Set(stories.flatMap(({ topics }) => topics))].sort()).toEqual(TOPICS);
  });

  it('name only countries that exist', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const codes = stories.flatMap(({ countries, notCountries }) => [...countries, ...notCountries]);
    expect(codes.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it('name only topics of the top level', () => {
    const codes = stories.flatMap(({ topics, notTopics }) => [...topics, ...notTopics]);
    expect(codes.filter((code) => !TOPICS.includes(code))).toEqual([]);
  });

  it('come in every format and in five languages', () => {
    expect(new Set(feeds.map(({ format }) => format))).toEqual(new Set(['rss', 'rdf', 'atom', 'none']));
    expect(new Set(liveFeeds.map(({ language }) => language.slice(0, 2)))).toEqual(
      new Set(['en', 'fr', 'es', 'de', 'ru']),
    );
  });

  it('have keys of their own', () => {
    const keys = stories.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stay in reserved domains', () => {
    expect(feeds.filter(({ home }) => !new URL(home).host.endsWith('.example'))).toEqual([]);
  });

  it('answer popular questions more than once', () => {
    expect(about('KP', /nuclear|nucléaire|ядерн/i).length).toBeGreaterThanOrEqual(5);
    expect(about('UA', /peace|Friedens/).length).toBeGreaterThanOrEqual(4);
    expect(about('SD', /famine|humanitarian/i).length).toBeGreaterThanOrEqual(4);
  });

  it('hold traps for taggers', () => {
    const traps = stories.flatMap(({ notCountries }) => notCountries);
    expect(traps).toEqual(expect.arrayContaining(['SY', 'JO', 'TR', 'GE', 'TD']));
    expect(stories.filter(({ notTopics }) => notTopics.length > 0).length).toBeGreaterThanOrEqual(2);
  });

  it('copy, lightly edited, what another feed has', () => {
    const copies = liveFeeds.flatMap((feed) =>
      feed.stories.filter(({ copyOf }) => copyOf).map((copy) => ({ feed, copy })),
    );
    expect(copies.length).toBeGreaterThanOrEqual(6);
    for (const { copy } of copies) {
      const original = stories.find(({ key }) => key === copy.copyOf);
      const words = new Set(original?.body.split(/\s+/));
      const shared = copy.body.split(/\s+/).filter((word) => words.has(word)).length / copy.body.split(/\s+/).length;
      expect(shared, copy.key).toBeGreaterThan(0.9);
      expect(copy.title).not.toBe(original?.title);
    }
  });

  it('are taken back by tombstone only where the format has one', () => {
    const tombstones = liveFeeds.filter(({ stories }) =>
      stories.some(({ withdrawn }) => withdrawn?.as === 'tombstone'),
    );
    expect(tombstones.map(({ format }) => format)).toEqual(['atom']);
  });

  it('tell of the Kremlin meeting of 21 September 2004', () => {
    const seed = stories.find(({ date }) => date?.startsWith('2004-09-21'));
    expect(seed?.countries).toEqual(['KP', 'KR', 'RU']);
    for (const fact of [/Kremlin/, /nuclear/, /six-nation talks/, /more than half/, /space/, /2007/, /energy/]) {
      expect(seed?.body).toMatch(fact);
    }
  });
});
