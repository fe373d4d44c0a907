import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetchPage } from '../../lambdas/fetch/fetch-page.ts';
import { type FetchOptions, get } from '../../lambdas/fetch/get.ts';
import { hostPace } from '../../lambdas/fetch/pace.ts';
import { createRobots } from '../../lambdas/fetch/robots.ts';
import { userAgent } from '../../lambdas/fetch/user-agent.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { fetchedOf } from '../fetched.ts';

/** What is to be imported, as bytes. */
export interface Document {
  /** Its http(s) address, or `file:///` and the name of the file. */
  readonly url: string;
  readonly contentType?: string;
  readonly body: Uint8Array;
}

/** Files of a folder that can hold a page or a feed. */
const KINDS = new Set(['.html', '.htm', '.xhtml', '.txt', '.xml', '.rss', '.atom', '.rdf', '.json']);
const MAX_BYTES = 10 * 1024 * 1024;
const HOST_INTERVAL_MS = 1_000;

export const isAddress = (source: string): boolean => /^\w+:\/\//.test(source);

/**
 * The files that a path names: itself, or all below it that can be read, in the order of their names.
 *
 * @throws InputError for a folder without any
 */
export async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && KINDS.has(extname(entry.name).toLowerCase()))
    .map(({ parentPath, name }) => join(parentPath, name));
  if (files.length === 0) {
    throw new InputError(`the folder holds no page or feed; files that end in ${[...KINDS].join(', ')} are taken`);
  }
  return files.sort();
}

/** Only the name of the file is kept: the folders above it are nobody else's business. */
export async function readDocument(path: string): Promise<Document> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) throw new InputError(`it is larger than ${MAX_BYTES.toLocaleString('en')} bytes; split it`);
  return { url: `file:///${basename(pathToFileURL(path).pathname)}`, body: await readFile(path) };
}

/**
 * Gets pages as the pipeline does: guarded, one request a second and host, heeding robots.txt.
 *
 * @param contact who publishers can write to
 * @returns a function that throws InputError where there is no page to be had
 */
export function pageGetter(contact: string | undefined): (url: string) => Promise<Document> {
  // The person at the terminal names the address, so their own machine is theirs to ask.
  const options: FetchOptions = {
    userAgent: userAgent(contact),
    allowLoopback: true,
    pace: hostPace(() => HOST_INTERVAL_MS),
  };
  const robots = createRobots((url) => get({ url }, options), options.userAgent);
  return async (url) => {
    if (!/^https?:/i.test(url)) throw new InputError('only http and https addresses can be asked');
    if (!URL.canParse(url)) throw new InputError('that is no address; check its spelling');
    const outcome = await fetchPage(url, options, robots);
    return fetchedOf(outcome, 'a page that you saved yourself can be imported as a file');
  };
}
