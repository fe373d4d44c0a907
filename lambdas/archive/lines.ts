import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Entry, IsoTime, RawPointer, Rejected, Sighting } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import { linesKey } from '../shared/keys.ts';
import type { Archive } from './archive.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A line of an `items/…` object: flat, so that SQL engines read it as a table. `guid` is the publisher's identifier. */
export type ItemLine = Omit<Sighting, 'entry'> & Omit<Entry, 'id'> & { readonly guid?: string };

function toLine({ entry: { id: guid, ...entry }, ...sighting }: Sighting): ItemLine {
  return { ...sighting, ...(guid !== undefined && { guid }), ...entry };
}

function fromLine({ id, feedId, at, response, contentHash, withdrawn, teaser, guid, ...entry }: ItemLine): Sighting {
  return {
    id,
    feedId,
    at,
    response,
    contentHash,
    withdrawn,
    ...(teaser && { teaser }),
    entry: { ...entry, ...(guid !== undefined && { id: guid }) },
  };
}

async function putLines(
  archive: Archive,
  kind: 'items' | 'rejected',
  feedId: string,
  at: IsoTime,
  values: readonly unknown[],
  trace?: string,
) {
  const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const key = linesKey(kind, feedId, at, lines);
  await archive.put(key, { body: await compress(lines), metadata: trace === undefined ? {} : { trace } });
  return key;
}

/**
 * Keeps the sightings of one response, in order.
 *
 * @param trace of the response
 * @returns where each one's line is
 */
export async function putItems(
  archive: Archive,
  sightings: readonly Sighting[],
  trace?: string,
): Promise<RawPointer[]> {
  const [first] = sightings;
  if (!first) return [];
  const key = await putLines(archive, 'items', first.feedId, first.at, sightings.map(toLine), trace);
  return sightings.map((_, line) => ({ key, line }));
}

/** Keeps what could not be read in one response. */
export async function putRejected(
  archive: Archive,
  feedId: string,
  at: IsoTime,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length > 0) await putLines(archive, 'rejected', feedId, at, rejected);
}

/** Reads an `items/…` object back. @throws PermanentError where there is none */
export const getItems = async (archive: Archive, key: string): Promise<Sighting[]> =>
  (await getTracedItems(archive, key)).sightings;

/** The same with the trace of the response that they came with, which may have expired. */
export async function getTracedItems(
  archive: Archive,
  key: string,
): Promise<{ sightings: Sighting[]; trace?: string }> {
  const object = await archive.get(key);
  if (!object) throw new PermanentError('archive', `no object ${key}`);
  const text = (await decompress(object.body)).toString('utf8');
  const { trace } = object.metadata;
  return {
    sightings: text
      .split('\n')
      .filter(Boolean)
      .map((line) => fromLine(JSON.parse(line))),
    ...(trace !== undefined && { trace }),
  };
}
