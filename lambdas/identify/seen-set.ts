import type { Identified, Named } from './identify.ts';

/**
 * What the last response of a feed held, packed: for each entry its item id (10 bytes), the hash of its content (8) and
 * the name it goes by (10), which for most is the id and then left out, as a byte before them says. It saves a read for
 * each entry that is seen again. Nothing is decided by it that the item row does not decide again.
 */
export interface SeenSet {
  readonly size: number;
  /** Item ids, in the order of the response. */
  readonly ids: readonly string[];
  hasId(id: string): boolean;
  /** Items that the last response had under this name, with this very content. */
  idsOf(entry: Pick<SeenEntry, 'name' | 'contentHash'>): readonly string[];
}

/** What is remembered of an entry. */
export interface SeenEntry {
  /** 20 hex characters. */
  readonly name: string;
  /** Item id, 20 hex characters. */
  readonly id: string;
  /** At least 16 hex characters. */
  readonly contentHash: string;
}

export function seenEntry({ name, sighting: { id, contentHash } }: Pick<Identified, 'name' | 'sighting'>): SeenEntry {
  return { name, id, contentHash };
}

/** As `identify` asks for it. */
export const askSeen =
  (seen: SeenSet) =>
  ({ names, contentHash }: Named): readonly string[] =>
    seen.idsOf({ name: names.own, contentHash });

const ID_DIGITS = 20;
const CONTENT_DIGITS = 16;
/** Begin an entry. */
const NAMED = '01';
const BY_ITS_ID = '00';

/** Entries that are remembered: 5,000 take 145 KB at the most of the 400 KB that a DynamoDB item may hold. */
const MAX_ENTRIES = 5_000;

const shortened = (contentHash: string): string => contentHash.slice(0, CONTENT_DIGITS);

export function packSeen(entries: readonly SeenEntry[]): Uint8Array {
  const packed = entries.slice(0, MAX_ENTRIES).map(({ name, id, contentHash }) => {
    const [kind, own] = name === id ? [BY_ITS_ID, ''] : [NAMED, name];
    return `${kind}${id}${shortened(contentHash)}${own}`;
  });
  return Buffer.from(packed.join(''), 'hex');
}

export function unpackSeen(packed: Uint8Array = new Uint8Array()): SeenSet {
  const ids = new Set<string>();
  const found = new Map<string, string[]>();
  const digits = Buffer.from(packed).toString('hex');
  let at = 0;
  const next = (length: number): string => {
    at += length;
    return digits.slice(at - length, at);
  };
  while (at < digits.length) {
    const kind = next(NAMED.length);
    const id = next(ID_DIGITS);
    const content = next(CONTENT_DIGITS);
    const key = `${kind === NAMED ? next(ID_DIGITS) : id}${content}`;
    ids.add(id);
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return {
    size: ids.size,
    ids: [...ids],
    hasId: (id) => ids.has(id),
    idsOf: ({ name, contentHash }) => found.get(`${name}${shortened(contentHash)}`) ?? [],
  };
}
