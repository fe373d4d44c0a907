import { describe, expect, it } from 'vitest';
import { type Page, routesOf } from '../../../local/sample-wire/routes.ts';
import { EPOCH, feeds } from './samples.ts';

function pages(round: number, epoch = EPOCH): Map<string, Page> {
  const routes = [...routesOf(feeds, epoch, round)];
  return new Map(routes.flatMap(([path, route]) => (route.kind === 'page' ? [[path, route.page]] : [])));
}

const VOLATILE = '/agence-du-fleuve/actualites.rss';
const QUIET_LATER = '/rheinblatt/nachrichten.atom';

describe('the routes', () => {
  it('are the same bytes for the same epoch and round', () => {
    for (const round of [0, 1, 2]) expect(pages(round)).toEqual(pages(round));
  });

  it('differ with the epoch', () => {
    const later = pages(0, new Date('2026-11-25T08:46:43Z'));
    for (const [path, page] of pages(0)) expect(later.get(path)?.etag, path).not.toBe(page.etag);
  });

  it('do not change after the last round', () => {
    expect(pages(9)).toEqual(pages(2));
  });

  it('tag each body strongly, and two bodies never alike', () => {
    const tags = [0, 1, 2].flatMap((round) => [...pages(round).values()]);
    for (const { etag } of tags) expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const bodies = new Set(tags.map(({ body }) => body.toString('latin1')));
    expect(new Set(tags.map(({ etag }) => etag)).size).toBe(bodies.size);
  });

  it('move Last-Modified with the body and only with it', () => {
    for (const [path, after] of pages(2)) {
      const before = pages(1).get(path);
      expect(after.lastModified > (before?.lastModified ?? after.lastModified), path).toBe(after.etag !== before?.etag);
    }
    expect(pages(2).get(QUIET_LATER)?.lastModified.toISOString()).toBe('2026-11-24T08:45:43.000Z');
  });

  it('have one feed where each round changes the lastBuildDate and nothing else', () => {
    const texts = [0, 1, 2].map((round) => String(pages(round).get(VOLATILE)?.body));
    expect(new Set(texts).size).toBe(3);
    expect(new Set(texts.map((text) => text.replace(/<lastBuildDate>.*<\/lastBuildDate>/, ''))).size).toBe(1);
  });
});
