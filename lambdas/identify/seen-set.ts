import type { Sighting } from '../shared/domain.ts';
import { sha256 } from '../shared/keys.ts';

/**
 * What the last response of a feed held, packed: for each entry the hash of its guid (8 bytes, zero for none), its item
 * id (10) and the hash of its content (8). It saves a read for each entry that is seen again, and ties an entry to
 * its guid when its link moves. Nothing is decided by it that the item row does not decide again.
 */
export interface SeenSet {
  readonly size: number;
  /** Item ids, in the order of the response. */
  readonly ids: readonly string[];
  /** True where the last response held this very content. */
  has(entry: Pick<SeenEntry, 'id' | 'contentHash'>): boolean;
  hasId(id: string): boolean;
  idOfGuid(guid: string): string | undefined;
}

/** What is remembered of an entry. */
export interface SeenEntry {
  /** Item id, 20 hex characters. */
  readonly id: string;
  /** At least 16 hex characters. */
  readonly contentHash: string;
  readonly guid?: string;
}

export function seenEntry({ id, contentHash, entry }: Sighting): SeenEntry {
  return { id, contentHash, ...(entry.id !== undefined && { guid: entry.id }) };
}

const GUID_BYTES = 8;
const ID_BYTES = 10;
const CONTENT_BYTES = 8;
const ENTRY_BYTES = GUID_BYTES + ID_BYTES + CONTENT_BYTES;

/** Entries that are remembered: 5,000 take 130 KB of the 400 KB that a DynamoDB item may hold. */
const MAX_ENTRIES = 5_000;

const NO_GUID = '0'.repeat(2 * GUID_BYTES);
const guidHash = (guid: string | undefined): string =>
  guid === undefined ? NO_GUID : sha256(guid).slice(0, 2 * GUID_BYTES);
const shortened = (contentHash: string): string => contentHash.slice(0, 2 * CONTENT_BYTES);

export function packSeen(entries: readonly SeenEntry[]): Uint8Array {
  const packed = entries
    .slice(0, MAX_ENTRIES)
    .map(({ guid, id, contentHash }) => `${guidHash(guid)}${id}${shortened(contentHash)}`);
  return Buffer.from(packed.join(''), 'hex');
}

export function unpackSeen(packed: Uint8Array = new Uint8Array()): SeenSet {
  const byGuid = new Map<string, string>();
  const contents = new Map<string, string>();
  for (let at = 0; at + ENTRY_BYTES <= packed.length; at += ENTRY_BYTES) {
    const entry = Buffer.from(packed.subarray(at, at + ENTRY_BYTES)).toString('hex');
    const id = entry.slice(2 * GUID_BYTES, 2 * (GUID_BYTES + ID_BYTES));
    byGuid.set(entry.slice(0, 2 * GUID_BYTES), id);
    contents.set(id, entry.slice(2 * (GUID_BYTES + ID_BYTES)));
  }
  byGuid.delete(NO_GUID);
  return {
    size: contents.size,
    ids: [...contents.keys()],
    has: ({ id, contentHash }) => contents.get(id) === shortened(contentHash),
    hasId: (id) => contents.has(id),
    idOfGuid: (guid) => byGuid.get(guidHash(guid)),
  };
}
