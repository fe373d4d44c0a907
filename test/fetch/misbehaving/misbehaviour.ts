import { expect } from 'vitest';
import type { GetRequest } from '../../../lambdas/fetch/ask.ts';
import type { FailureCause } from '../../../lambdas/fetch/failure.ts';
import type { FetchOptions } from '../../../lambdas/fetch/get.ts';
import type { Answer } from '../server.ts';

/** Something that servers do, and what must come of it. */
export interface Misbehaviour {
  /** Gets every request below the path that is its name. */
  readonly behave: Answer;
  /** What the request says besides the address. */
  readonly request?: Omit<GetRequest, 'url'>;
  readonly options?: Partial<FetchOptions>;
  /** What the outcome has to match. */
  readonly outcome: object;
  /** What must not be in it. */
  readonly absent?: readonly string[];
}

export type Misbehaviours = Readonly<Record<string, Misbehaviour>>;

export const FEED = '<rss version="2.0"><channel><title>Wire</title><item><title>A</title></item></channel></rss>';

/** The clock of the tests. */
export const NOW = new Date('2026-11-24T09:00:00Z');

export const fetched = (body: string | Uint8Array = FEED, more: object = {}) => ({
  kind: 'fetched',
  body: Buffer.from(body),
  ...more,
});

export const failed = (cause: FailureCause, reason: RegExp, more: object = {}) => ({
  kind: 'failed',
  cause,
  reason: expect.stringMatching(reason),
  ...more,
});

/** Answers 200 with these headers. */
export const send =
  (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) =>
    response.writeHead(200, headers).end(body);

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end();

/** Sends bytes as they are, whatever HTTP says, and closes the connection. */
export const raw =
  (bytes: string | Uint8Array): Answer =>
  ({ socket }) =>
    socket.end(bytes);

/** Sends a piece every 20 ms as long as anybody listens. */
export const drip =
  (first: string, piece: string): Answer =>
  ({ socket }) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), 20);
    socket.once('close', () => clearInterval(timer));
  };
