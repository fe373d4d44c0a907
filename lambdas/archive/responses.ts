import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FeedResponse } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import { parseArchiveKey, responseKey } from '../shared/keys.ts';
import type { Archive, ArchiveObject } from './archive.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** S3 takes 2 KB of metadata in all, counted as it is encoded: `a/b` is `a%2Fb`. */
const MAX_URL = 1_500;
const MAX_CONTENT_TYPE = 300;

/** Keeps the bytes of a response as they came. @returns the key of its object */
export async function putResponse(archive: Archive, response: FeedResponse): Promise<string> {
  const key = responseKey(response.feedId, response.at, response.body);
  await archive.put(key, { body: await compress(response.body), metadata: metadataOf(response) });
  return key;
}

/** A signed address can be longer than what fits; relative links need no more of it than the path. */
function metadataOf({ url, contentType, pushed }: FeedResponse): ArchiveObject['metadata'] {
  const { origin, pathname } = new URL(url);
  const base = [url, `${origin}${pathname}`].find((address) => fits(address, MAX_URL)) ?? origin;
  return {
    url: base,
    ...(contentType && fits(contentType, MAX_CONTENT_TYPE) && { 'content-type': contentType }),
    ...(pushed && { pushed: 'true' }),
  };
}

const fits = (value: string, length: number): boolean => encodeURIComponent(value).length <= length;

/** @throws PermanentError where there is no such object */
export async function getResponse(archive: Archive, key: string): Promise<FeedResponse> {
  const { feedId, at } = parseArchiveKey(key);
  const object = await archive.get(key);
  if (!object) throw new PermanentError('archive', `no object ${key}; it may have expired`);
  const { url = '', 'content-type': contentType, pushed } = object.metadata;
  return {
    feedId,
    at,
    url,
    ...(contentType && { contentType }),
    ...(pushed && { pushed: true }),
    body: await decompress(object.body),
  };
}
