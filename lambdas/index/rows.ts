import type { IsoTime, Role } from '../shared/domain.ts';
import { arrivalKey, tagPartition, tagSortKey } from '../shared/keys.ts';
import type { Expiring } from './expiry.ts';
import type { Arrival, ArrivalRow, Item, ItemCopy, RowKey, TagRow } from './item.ts';

/** DynamoDB bills writes by the started KB; JSON is a little longer than its own count. */
const MAX_COPY_BYTES = 900;
const MIN_COPY_BYTES = 800;
/** A link so long that it would leave the title less than this is left out. */
const MIN_TITLE_BYTES = 100;
/** Regions, and topics, of a copy; a story has up to 18 and 23 of them. */
const MAX_COPY_TAGS = 24;

/** What a story is about and where it was filed; a country named in passing would drown its partition. */
const INDEXED_ROLES: ReadonlySet<Role> = new Set(['about', 'dateline']);

/** The rows under which an item is found. A withdrawn one has none. */
export function tagRows(item: Item): TagRow[] {
  const copy = copyOf(item);
  const sk = tagSortKey(item.publishedAt, item.id);
  const version = intentVersion(item);
  return partitionsOf(item).map((pk) => ({ pk, sk, ...copy, version, ...expiryOf(item) }));
}

/** The mark of done is a write of its own, and changes nothing that the rows say. */
const intentVersion = ({ done, version }: Item): number => (done ? version - 1 : version);

function partitionsOf(item: Item): string[] {
  if (item.withdrawn) return [];
  return [
    ...rolesOf(item).regions.map(tagPartition.region),
    ...item.topics.map(({ code }) => tagPartition.topic(code)),
    ...item.feeds.map(tagPartition.feed),
  ];
}

/** The regions of a story by what they are to it, as its copies name them. */
export function rolesOf({ regions }: Pick<Item, 'regions'>) {
  const as = (matches: (role: Role) => boolean) => regions.filter(({ role }) => matches(role)).map(({ code }) => code);
  return {
    regions: as((role) => INDEXED_ROLES.has(role)),
    datelines: as((role) => role === 'dateline'),
    mentioned: as((role) => role === 'mentioned'),
  };
}

export function arrivalRow(item: Item, { kind, at }: Arrival): ArrivalRow {
  const announced = {
    ...(item.language !== undefined && { language: item.language }),
    ...(item.feeds.length > 1 && { feeds: item.feeds.slice(0, MAX_COPY_TAGS) }),
    ...(item.formerly && { formerly: item.formerly }),
  };
  // A story that has changed its tags again and again has a line of more than a KB, and a title all the same.
  const room = Math.max(MAX_COPY_BYTES - jsonBytes(announced), MIN_COPY_BYTES);
  return {
    ...arrivalKey(at, item.id, item.rev),
    ...copyOf(item, room),
    ...announced,
    ...{ kind, rev: item.rev, arrivedAt: at },
    ...expiryOf(item),
  };
}

/** All rows of a story go together. */
const expiryOf = ({ expiresAt }: Item): Expiring => (expiresAt === undefined ? {} : { expiresAt });

/** Rows that were true of `before` and are not of `after`. */
export function staleRows(before: Item, after: Item): RowKey[] {
  const current = new Set(tagRows(after).map(nameOf));
  return tagRows(before)
    .filter((row) => !current.has(nameOf(row)))
    .map(keyOf);
}

export const keyOf = ({ pk, sk }: RowKey): RowKey => ({ pk, sk });

export const nameOf = ({ pk, sk }: RowKey): string => `${pk} ${sk}`;

/**
 * What has to go, so that the copy stays under its limit: first the roles, which the item row has too, then a long link,
 * then the end of the title.
 */
export function copyOf(item: Item, maxBytes = MAX_COPY_BYTES): ItemCopy {
  const excessOf = (copy: ItemCopy): number => jsonBytes(copy) - maxBytes;
  const { regions, ...roles } = rolesOf(item);
  const copy = (title: string, link: string | undefined): ItemCopy => ({
    id: item.id,
    title,
    ...(link !== undefined && { link }),
    feed: item.feeds[0] ?? '',
    publishedAt: item.publishedAt satisfies IsoTime,
    regions: regions.slice(0, MAX_COPY_TAGS),
    topics: item.topics.slice(0, MAX_COPY_TAGS).map(({ code }) => code),
    ...(item.publisherCountry !== undefined && { publisherCountry: item.publisherCountry }),
    simhash: item.simhash,
    ...(item.sample && { sample: true }),
  });
  const whole = { ...copy(item.title, item.link), ...roles };
  if (regions.length <= MAX_COPY_TAGS && excessOf(whole) <= 0) return whole;

  const excess = (title: string, link: string | undefined): number => excessOf(copy(title, link));
  const link = excess(cutBytes(item.title, MIN_TITLE_BYTES), item.link) > 0 ? undefined : item.link;
  const tooMuch = excess(item.title, link);
  return copy(tooMuch > 0 ? cutBytes(item.title, Buffer.byteLength(item.title) - tooMuch) : item.title, link);
}

/** The copy with all roles, for a reader who has the item row. */
export const wholeCopyOf = (item: Item): ItemCopy => ({ ...copyOf(item), ...rolesOf(item) });

const jsonBytes = (value: object): number => Buffer.byteLength(JSON.stringify(value));

/** The longest start of a text that fits, ending in an ellipsis. */
function cutBytes(text: string, maxBytes: number): string {
  let cut = '';
  let bytes = 3;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) return `${cut}…`;
    cut += character;
  }
  return cut;
}
