import { describe, expect, it } from 'vitest';
import { timeOfRound } from '../../../local/sample-wire/edition.ts';
import { LAST_ROUND } from '../../../local/sample-wire/stories.ts';
import { EPOCH, edition, editions, entry } from './samples.ts';

const ROUNDS = [0, 1, 2];

describe('an edition', () => {
  it('has new stories in most feeds in every later round', () => {
    for (const round of [1, 2]) {
      const before = new Set(editions(round - 1).flatMap(({ entries }) => entries.map(({ link }) => link)));
      const news = editions(round).filter(({ entries }) => entries.some(({ link }) => !before.has(link)));
      expect(news.length, `round ${round}`).toBeGreaterThan(editions(round).length / 2);
    }
  });

  it('is quiet after the last round', () => {
    expect(editions(LAST_ROUND + 5)).toEqual(editions(LAST_ROUND));
  });

  it('dates nothing later than its own round, the last of which is the epoch', () => {
    expect(timeOfRound(EPOCH, LAST_ROUND).toISOString()).toBe('2026-11-24T08:46:43.000Z');
    for (const round of ROUNDS) {
      const now = timeOfRound(EPOCH, round);
      const entries = editions(round).flatMap(({ entries }) => entries);
      expect(entries.filter(({ published = now, updated }) => published > now || updated > now)).toEqual([]);
    }
  });

  it('lists the newest first', () => {
    const times = edition('pacific-dispatch', 0).entries.map(({ published }) => Number(published));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('fills in the dateline and the day, leaving no blank', () => {
    const [opening] = entry('pacific-dispatch', 'north-korea-six-party-format', 0).paragraphs;
    expect(opening).toMatch(/^SEOUL, Nov 24 \(Pacific Dispatch\) — .* said on Tuesday /);
    const texts = ROUNDS.flatMap(editions).flatMap(({ entries }) => entries.flatMap(({ paragraphs }) => paragraphs));
    expect(texts.filter((text) => /[{}]/.test(text) || text === '')).toEqual([]);
  });

  it('writes days in the language of the house', () => {
    expect(entry('agence-du-fleuve', 'rabat-seisme-ecoles', 0).paragraphs[0]).toMatch(/^RABAT, 23 nov\. /);
    expect(entry('correo-austral', 'santo-domingo-beisbol', 0).paragraphs[0]).toContain('venció el lunes a México');
  });

  it('credits the other house in the dateline of a copy', () => {
    expect(entry('northern-ledger', 'tea-record-colombo', 0).paragraphs[0]).toContain('(Pacific Dispatch)');
  });

  it('revises a story in place', () => {
    const [before, after] = [0, 1].map((round) => entry('pacific-dispatch', 'north-korea-six-party-format', round));
    expect(after?.title).toMatch(/^UPDATE 1-/);
    expect(after?.paragraphs).not.toEqual(before?.paragraphs);
    expect(after).toMatchObject({ guid: before?.guid, link: before?.link, published: before?.published });
    expect(after?.updated).toEqual(timeOfRound(EPOCH, 1));
  });

  it('revises a story more than once', () => {
    const titles = ROUNDS.map((round) => entry('pacific-dispatch', 'manila-typhoon-evacuation', round).title);
    expect(new Set(titles).size).toBe(3);
  });

  it('corrects a story and says so', () => {
    const corrected = entry('pacific-dispatch', 'port-vila-quake', 1);
    expect(corrected.title).toMatch(/^CORRECTED: /);
    expect(corrected.paragraphs[0]).toContain('(Corrects magnitude');
    expect(entry('harbor-courier', 'courthouse-embezzlement-verdict', 1).title).toMatch(/^Correction: /);
  });

  it('changes a guid while the link stays', () => {
    const [before, after] = [0, 1].map((round) => entry('harbor-courier', 'ferry-schedule-restored', round));
    expect(after?.guid).not.toBe(before?.guid);
    expect(after).toEqual({ ...before, guid: after?.guid, updated: after?.updated });
  });

  it('changes a link while the guid stays', () => {
    const [before, after] = [0, 1].map((round) => entry('savanna-bulletin', 'cotonou-lome-port-queue', round));
    expect(after?.link).not.toBe(before?.link);
    expect(after).toEqual({ ...before, link: after?.link, updated: after?.updated });
  });

  it('withdraws a story by a kill note under its guid and link', () => {
    const [before, after] = [0, 1].map((round) => entry('pacific-dispatch', 'zhuhai-ferry-breakwater', round));
    expect(after).toMatchObject({ guid: before?.guid, link: before?.link });
    expect(after?.title).toBe(`KILL: ${before?.title}`);
    expect(after?.paragraphs.join()).toContain('A kill is mandatory');
    expect(entry('savanna-bulletin', 'windhoek-lithium-royalty', 1).title).not.toMatch(/^WITHDRAWN/);
    expect(entry('savanna-bulletin', 'windhoek-lithium-royalty', 2).title).toMatch(/^WITHDRAWN: /);
  });

  it('withdraws a story by a tombstone in its place', () => {
    const { guid } = entry('meridian-wire', 'reykjavik-minister-resignation', 0);
    expect(edition('meridian-wire', 0).deleted).toEqual([]);
    for (const round of [1, 2]) {
      const { entries, deleted } = edition('meridian-wire', round);
      expect(entries.map((entry) => entry.guid)).not.toContain(guid);
      expect(deleted).toEqual([{ guid, when: timeOfRound(EPOCH, 1) }]);
    }
  });

  it('leaves one entry without a date', () => {
    const undated = editions(0).flatMap(({ entries }) => entries.filter(({ published }) => published === undefined));
    expect(undated.map(({ title }) => title)).toEqual(['How we correct our errors']);
  });

  it('gives every entry a guid and a link of its own, over all feeds', () => {
    for (const round of ROUNDS) {
      const entries = editions(round).flatMap(({ entries }) => entries);
      expect(new Set(entries.map(({ guid }) => guid)).size).toBe(entries.length);
      expect(new Set(entries.map(({ link }) => link)).size).toBe(entries.length);
    }
  });
});
