import { networkInterfaces } from 'node:os';
import { XMLParser } from 'fast-xml-parser';
import Parser from 'rss-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SampleWire, startSampleWire } from '../../../local/sample-wire/server.ts';
import { EPOCH, feeds } from './samples.ts';

const PACIFIC = '/pacific-dispatch/world.rss';
let wire: SampleWire;

beforeEach(async () => {
  wire = await startSampleWire({ port: 0, epoch: EPOCH, round: 0 });
});
afterEach(() => wire.close());

const get = (path: string, init: RequestInit = {}) => fetch(wire.url + path, { redirect: 'manual', ...init });

describe('the sample wire', () => {
  it('serves a feed with validators', async () => {
    const response = await get(PACIFIC);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/rss+xml');
    expect(response.headers.get('etag')).toMatch(/^"\w+"$/);
    expect(response.headers.get('last-modified')).toBe('Tue, 24 Nov 2026 08:44:43 GMT');
    expect((await new Parser().parseString(await response.text())).items.length).toBeGreaterThan(20);
  });

  it('answers 304 until the next round, and counts it', async () => {
    const etag = (await get(PACIFIC)).headers.get('etag') ?? '';
    const again = () => get(PACIFIC, { headers: { 'if-none-match': etag } });
    const unchanged = await again();
    expect([unchanged.status, unchanged.headers.get('etag'), await unchanged.text()]).toEqual([304, etag, '']);
    wire.advance();
    expect(wire.round).toBe(1);
    expect((await again()).status).toBe(200);
    expect(wire.requests()[PACIFIC]).toEqual({ requests: 3, notModified: 1 });
  });

  it('answers 304 by date', async () => {
    const since = (await get(PACIFIC)).headers.get('last-modified') ?? '';
    expect((await get(PACIFIC, { headers: { 'if-modified-since': since } })).status).toBe(304);
  });

  it('starts in the round that it is told', async () => {
    wire.advance();
    const later = await startSampleWire({ port: 0, epoch: EPOCH, round: 1 });
    try {
      expect(await (await fetch(later.url + PACIFIC)).text()).toBe(await (await get(PACIFIC)).text());
    } finally {
      await later.close();
    }
  });

  it('moved one feed for good, to an address that the list does not have', async () => {
    const response = await get('/levant-monitor.xml');
    expect([response.status, response.headers.get('location')]).toEqual([301, '/levant-monitor/feed.rss']);
    expect((await get('/levant-monitor/feed.rss')).status).toBe(200);
    expect(wire.opml).toContain(`${wire.url}/levant-monitor.xml`);
    expect(wire.opml).not.toContain('/levant-monitor/feed.rss');
  });

  it('has a dead feed', async () => {
    const response = await get('/island-telegraph/rss');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '600']);
  });

  it('has a slow feed, which holds up neither the others nor closing', async () => {
    const started = performance.now();
    const slow = get('/southern-cross/science.rss').then(() => performance.now() - started);
    await get(PACIFIC);
    expect(performance.now() - started).toBeLessThan(1_400);
    expect(await slow).toBeGreaterThanOrEqual(1_490);
    const hanging = expect(get('/southern-cross/science.rss')).rejects.toThrow();
    await get(PACIFIC);
    const closing = performance.now();
    await wire.close();
    expect(performance.now() - closing).toBeLessThan(1_000);
    await hanging;
    wire = await startSampleWire({ port: 0, epoch: EPOCH, round: 0 });
  });

  it('answers HEAD without a body, unknown paths with 404 and other methods with 405', async () => {
    const head = await get(PACIFIC, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1_000);
    expect((await get('/nowhere')).status).toBe(404);
    expect((await get(PACIFIC, { method: 'POST' })).status).toBe(405);
  });

  it('lists all of its feeds in OPML as samples', async () => {
    const outlines = new XMLParser({ ignoreAttributes: false }).parse(wire.opml).opml.body.outline;
    expect(outlines).toHaveLength(feeds.length);
    for (const outline of outlines) {
      expect(outline).toMatchObject({ '@_type': 'rss', '@_category': 'sample', '@_title': outline['@_text'] });
      expect([200, 301, 503]).toContain((await fetch(outline['@_xmlUrl'], { redirect: 'manual' })).status);
    }
  });

  it('rejects with the error of the system where the port is taken', async () => {
    const port = Number(new URL(wire.url).port);
    await expect(startSampleWire({ port, epoch: EPOCH, round: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);
  it.skipIf(outside === undefined)('is not reachable from outside', async () => {
    await expect(fetch(`http://${outside?.address}:${new URL(wire.url).port}${PACIFIC}`)).rejects.toThrow();
  });
});
