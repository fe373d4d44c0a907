import { describe, expect, it } from 'vitest';
import { countryCodes, findFeed, oneCountry, regionCodes, topicCodes } from '../../lambdas/query/resolve.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const thrownBy = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error;
  }
};

describe('names of regions', () => {
  it.each(['KP', 'kp', 'north-korea', 'North Korea', ' KP '])('%j is a country', (name) => {
    expect(regionCodes(name)).toEqual(['KP']);
  });

  it.each(['030', 'eastern-asia', 'Eastern Asia'])('%j is an area', (name) => {
    expect(regionCodes(name)).toEqual(['030']);
  });

  it('are several with commas, in order', () => {
    expect(regionCodes('KP, south-korea,030,')).toEqual(['KP', 'KR', '030']);
  });

  it('that are unknown get the nearest ones', () => {
    const error = thrownBy(() => regionCodes('KP,nort-korea'));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/no region is called "nort-korea"; did you mean .*north-korea/i);
  });

  it.each(['', ' ', ','])('are not in %j', (text) => {
    expect(thrownBy(() => regionCodes(text))).toBeInstanceOf(InputError);
    expect(thrownBy(() => topicCodes(text))).toBeInstanceOf(InputError);
  });
});

describe('names of countries', () => {
  it('are those of regions', () => {
    expect(countryCodes('KP, south-korea')).toEqual(['KP', 'KR']);
    expect(oneCountry('United Kingdom')).toBe('GB');
  });

  it('are not those of areas, nor several where one is asked for', () => {
    expect(String(thrownBy(() => countryCodes('KP,030')))).toMatch(/Eastern Asia is an area; name countries/);
    expect(thrownBy(() => oneCountry('KP,KR'))).toBeInstanceOf(InputError);
  });
});

describe('names of topics', () => {
  it.each(['medtop:20000635', 'nuclear-policy', 'Nuclear policy'])('%j is a topic', (name) => {
    expect(topicCodes(name)).toEqual(['medtop:20000635']);
  });

  it('that are unknown get the nearest ones', () => {
    const error = thrownBy(() => topicCodes('nuclear-polcy'));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/no topic is called "nuclear-polcy"; did you mean .*nuclear-policy/i);
  });
});

describe('a feed', () => {
  const feed = (url: string, title: string) =>
    newFeed({ url, title, sample: false }, 'opml', '2026-11-24T08:00:00.000Z');
  const bbc = feed('https://bbc.example/rss', 'BBC');
  const bbcWorld = feed('https://bbc.example/world', 'BBC World');
  const world = feed('https://a.example/world', 'World');
  const otherWorld = feed('https://b.example/world', 'World');
  const all = [bbcWorld, bbc, world, otherWorld];
  const store = {
    get: async (id: string) => all.find(({ feedId }) => feedId === id),
    async *list() {
      yield* all;
    },
  };

  it.each([
    [bbc.feedId, bbc],
    [world.url, world],
    ['BBC', bbc],
    ['bbc w', bbcWorld],
  ])('is found by %j', async (text, found) => {
    expect(await findFeed(store, text)).toBe(found);
  });

  it.each(['World', 'bbc'])('that %j could be one of several is asked back with their ids', async (text) => {
    const asked = findFeed(store, text);
    await expect(asked).rejects.toBeInstanceOf(InputError);
    await expect(asked).rejects.toThrow(/ could be .* \(\S+\), .* \(\S+\); say which$/);
  });

  it('that is named by its id costs no look at the others', async () => {
    const list = () => expect.fail('the table was read');
    expect(await findFeed({ ...store, list }, bbc.feedId)).toBe(bbc);
  });

  it('that is not named is not guessed', async () => {
    await expect(findFeed(store, ' ')).rejects.toThrow(InputError);
  });

  it('names all that have the very title, and no other', async () => {
    const asked = findFeed(store, 'World');
    await expect(asked).rejects.toThrow(world.feedId);
    await expect(asked).rejects.toThrow(otherWorld.feedId);
    await expect(asked).rejects.not.toThrow(bbcWorld.feedId);
  });

  it('that nobody knows is an input error', async () => {
    await expect(findFeed(store, 'nhk')).rejects.toThrow('no feed is called "nhk"');
  });
});
