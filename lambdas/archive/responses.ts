import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FeedResponse } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import { parseArchiveKey, responseKey } from '../shared/keys.ts';
import { PagePurpose } from '../shared/messages.ts';
import type { Archive, ArchiveObject } from './archive.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** S3 takes 2 KB of metadata in all, counted as it is encoded: `a/b` is `a%2Fb`. */
const MAX_URL = 1_300;
/** Of the content type or, where nothing came, of the reason. */
const MAX_WORDS = 300;

/** Keeps the bytes of a response as they came. @returns the key of its object */
export async function putResponse(archive: Archive, response: FeedResponse): Promise<string> {
  const key = responseKey(response.feedId, response.at, response.body);
  await archive.put(key, { body: await compress(response.body), metadata: metadataOf(response) });
  return key;
}

/** A signed address can be longer than what fits; relative links need no more of it than the path. */
function metadataOf(response: FeedResponse): ArchiveObject['metadata'] {
  const { url, contentType, purpose, failure, previousAt, freshFor, trace } = response;
  const { origin, pathname } = new URL(url);
  const base = [url, `${origin}${pathname}`].find((address) => fits(address, MAX_URL)) ?? origin;
  return {
    url: base,
    ...(failure === undefined && contentType && fits(contentType, MAX_WORDS) && { 'content-type': contentType }),
    ...(purpose && { purpose: JSON.stringify(purpose) }),
    ...(failure !== undefined && { failure: cut(failure, MAX_WORDS) }),
    ...(previousAt !== undefined && { 'previous-at': previousAt }),
    ...(freshFor !== undefined && { 'fresh-for': String(freshFor) }),
    ...(trace !== undefined && { trace }),
  };
}

/** The longest start of a text that fits. */
function cut(text: string, length: number): string {
  if (fits(text, length)) return text;
  const characters = [...text];
  while (!fits(`${characters.join('')}…`, length)) characters.pop();
  return `${characters.join('')}…`;
}

const fits = (value: string, length: number): boolean => encodeURIComponent(value).length <= length;

/** @throws PermanentError where there is no such object */
export async function getResponse(archive: Archive, key: string): Promise<FeedResponse> {
  const { feedId, at } = parseArchiveKey(key);
  const object = await archive.get(key);
  if (!object) throw new PermanentError('archive', `no object ${key}; it may have expired`);
  const { url = '', 'content-type': contentType, purpose, failure, trace } = object.metadata;
  const { 'previous-at': previousAt, 'fresh-for': freshFor } = object.metadata;
  return {
    ...{ feedId, at, url },
    ...(contentType && { contentType }),
    ...(purpose !== undefined && { purpose: PagePurpose.parse(JSON.parse(purpose)) }),
    ...(failure !== undefined && { failure }),
    ...(previousAt !== undefined && { previousAt }),
    ...(freshFor !== undefined && { freshFor: Number(freshFor) }),
    ...(trace !== undefined && { trace }),
    body: await decompress(object.body),
  };
}
