import { isCountry } from '../shared/countries.ts';
import type { Feed } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { nearestRegions, nearestTopics, regionName, resolveRegion, resolveTopics } from '../tag/vocabulary.ts';

/** `KP,KR` → codes; comma is OR. @throws InputError naming the nearest names for one that is unknown */
export function regionCodes(text: string): string[] {
  return names('region', text).map(regionCode);
}

export function topicCodes(text: string): string[] {
  return names('topic', text).flatMap(topicsCalled);
}

export const regionCode = (name: string): string =>
  resolveRegion(name) ?? unknown('region', name, nearestRegions(name));

/** All topics that IPTC says to use where it has retired the one that is named. */
export function topicsCalled(name: string): readonly string[] {
  const codes = resolveTopics(name);
  return codes.length > 0 ? codes : unknown('topic', name, nearestTopics(name));
}

/** Countries alone: nobody publishes from an area. @throws InputError as {@link regionCodes}, and for an area */
export function countryCodes(text: string): string[] {
  return regionCodes(text).map((code) => {
    if (!isCountry(code)) throw new InputError(`${regionName(code) ?? code} is an area; name countries`);
    return code;
  });
}

export function oneCountry(text: string): string {
  const [code, ...others] = countryCodes(text);
  if (code === undefined || others.length > 0) throw new InputError(`"${text}" names several countries; name one`);
  return code;
}

/** The code of a region or a topic, whichever is called so. @throws InputError naming the nearest names of both */
export function oneTag(text: string): string {
  const code = resolveRegion(text) ?? resolveTopics(text)[0];
  return code ?? unknown('region or topic', text, [...nearestRegions(text), ...nearestTopics(text)]);
}

/** None at all is a mistake, e.g. of a script: it would match nothing, and look like a quiet day. */
function names(kind: string, text: string): string[] {
  const found = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (found.length === 0) throw new InputError(`--${kind} "${text}" names no ${kind}`);
  return found;
}

function unknown(kind: string, name: string, nearest: readonly string[]): never {
  throw new InputError(
    `no ${kind} is called "${name}"; ${nearest.length > 0 ? `did you mean ${nearest.join(', ')}?` : '`dateline regions` and `dateline topics` list all'}`,
  );
}

/** A feed by its id, its URL, or a part of its title that only it has. */
export async function findFeed(store: Pick<FeedStore, 'get' | 'list'>, text: string): Promise<Feed> {
  if (text.trim() === '') throw new InputError('no feed was named; give its id, its URL or a part of its title');
  // Answers name feeds by id, so programs do; the whole table is read only for what a person types.
  const named = await store.get(text);
  if (named) return named;
  const known: Feed[] = [];
  for await (const feed of store.list()) known.push(feed);
  const exact = known.filter(({ url }) => url === text);
  const titled = known.filter(({ title }) => title === text);
  const similar = known.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()));
  const matches = [exact, titled, similar].find(({ length }) => length > 0) ?? [];
  const [only, ...others] = matches;
  if (!only) throw new InputError(`no feed is called "${text}"; \`dateline feeds list\` shows them`);
  if (others.length > 0) {
    throw new InputError(
      `"${text}" could be ${matches.map(({ title, feedId }) => `${title} (${feedId})`).join(', ')}; say which`,
    );
  }
  return only;
}
