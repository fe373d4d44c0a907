/**
 * The sample wire: news wires of invented houses on loopback, for people who try Dateline offline, and for tests.
 *
 * Its copy is in `stories/`, one file a feed. It has what real wires have: syndicated copies, revisions, corrections,
 * kill notes, tombstones, guids and links that change, an entry without a date, a feed in windows-1251, a slow one, a
 * dead one and one that moved for good. With each round it publishes more; what it serves follows from the stories, the
 * epoch and the round alone.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isNotModified } from './not-modified.ts';
import { opmlOf } from './opml.ts';
import { type Page, routesOf } from './routes.ts';
import { readFeeds } from './stories.ts';

export interface SampleWire {
  /** Root, without a slash at its end. */
  readonly url: string;
  /** OPML 2.0 document of all feeds, each of category `sample`. */
  readonly opml: string;
  readonly round: number;
  /** Goes on to the next round. */
  advance(): void;
  /** By path: how often it was asked for, and how often the answer was 304. */
  requests(): Record<string, { requests: number; notModified: number }>;
  close(): Promise<void>;
}

/**
 * @param port 0 takes a free one
 * @param epoch the time of the wire's last round; ages of stories count back from it
 * @throws the system's own error, e.g. `EADDRINUSE`, where it cannot listen
 */
export async function startSampleWire(start: { port: number; epoch: Date; round: number }): Promise<SampleWire> {
  const feeds = readFeeds();
  const counts = new Map<string, { requests: number; notModified: number }>();
  let round = start.round;
  let routes = routesOf(feeds, start.epoch, round);

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '');
    const count = counts.get(path) ?? { requests: 0, notModified: 0 };
    counts.set(path, count);
    count.requests += 1;
    const route = routes.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (route === undefined) {
      response.writeHead(404).end();
    } else if (route.kind === 'moved') {
      response.writeHead(301, { location: route.location }).end();
    } else if (route.kind === 'unavailable') {
      response.writeHead(503, { 'retry-after': String(route.retryAfter) }).end();
    } else {
      const timer = setTimeout(() => {
        if (answer(request, response, route.page) === 304) count.notModified += 1;
      }, route.delay);
      response.once('close', () => clearTimeout(timer));
    }
  });
  server.listen(start.port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    opml: opmlOf(feeds, url),
    get round() {
      return round;
    },
    advance() {
      round += 1;
      routes = routesOf(feeds, start.epoch, round);
    },
    requests: () => Object.fromEntries([...counts].map(([path, count]) => [path, { ...count }])),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, page: Page): number {
  if (isNotModified(request.headers, page)) {
    response.writeHead(304, { etag: page.etag }).end();
    return 304;
  }
  response.writeHead(200, {
    'content-type': page.contentType,
    'content-length': page.body.length,
    etag: page.etag,
    'last-modified': page.lastModified.toUTCString(),
  });
  response.end(page.body); // Node leaves the body out where the method is HEAD.
  return 200;
}
