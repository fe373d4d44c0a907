/** How much of what other parsers' test feeds expect a parser meets. */
import { basename } from 'node:path';
import { expectationsOf, type Readable } from './parse-expectations.ts';
import type { Reader } from './peers.ts';

export interface Score {
  /** Expectations. */
  readonly met: number;
  readonly asked: number;
  readonly documents: number;
  /** Documents of which all expectations are met. */
  readonly whole: number;
  /** Documents that the parser throws for. */
  readonly refused: number;
  /** What was not met, a line each. */
  readonly failures: readonly string[];
}

/** As text, white space folded and addresses of hosts with a slash or without: parsers differ in what they tidy. */
const fold = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, said) => (typeof said === 'string' ? tidied(said) : said));

const tidied = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(https?:\/\/[^/?#]+)\/$/, '$1');

/** A stream may neither end nor fail. */
const TIME_LIMIT_MS = 10_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not read in ${TIME_LIMIT_MS} ms`)), TIME_LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export async function score(reader: Reader, files: readonly string[]): Promise<Score> {
  const failures: string[] = [];
  let [met, asked, documents, whole, refused] = [0, 0, 0, 0, 0];
  for (const file of files) {
    const { body, expectations } = expectationsOf(file);
    if (expectations.length === 0) continue;
    documents++;
    asked += expectations.length;
    let read: Readable;
    try {
      read = await inTime(reader(body));
    } catch (error) {
      refused++;
      failures.push(`${basename(file)}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    const missed = expectations.filter(({ find, value }) => fold(find(read)) !== fold(value));
    for (const { path, find, value } of missed) {
      failures.push(`${basename(file)} ${path}: ${fold(find(read)).slice(0, 300)} for ${fold(value).slice(0, 300)}`);
    }
    met += expectations.length - missed.length;
    if (missed.length === 0) whole++;
  }
  return { met, asked, documents, whole, refused, failures };
}
