import { describe, expect, it } from 'vitest';
import { dateInUrl, dateLine, withoutDate } from '../../lambdas/pages/published.ts';

describe('dateInUrl', () => {
  it.each([
    ['https://a.example/2004/09/21/weapons.html', '2004-09-21'],
    ['https://a.example/a-13-2004-09-21-voice.cfm', '2004-09-21'],
    ['https://a.example/world/2004/sep/21/weapons', '2004-09-21'],
    ['https://a.example/news/20040921/weapons', '2004-09-21'],
    ['https://a.example/2004/9/1/weapons', '2004-09-01'],
    ['file:///page-2004-09-21.txt', '2004-09-21'],
  ])('finds the day in %s', (url, day) => {
    expect(dateInUrl(url)).toBe(`${day}T00:00:00.000Z`);
  });

  it.each([
    'https://a.example/2004/09/weapons',
    'https://a.example/2004/13/41/weapons',
    'https://a.example/story-120040921',
    'https://2004-09-21.example/weapons',
    'https://a.example/2004/the-21/weapons',
  ])('finds none in %s', (url) => {
    expect(dateInUrl(url)).toBeUndefined();
  });
});

describe('withoutDate', () => {
  it.each([
    ['Fleets share the strait  - 2005-02-17', 'Fleets share the strait', '2005-02-17'],
    ['Fleets share the strait 2005-02-17', 'Fleets share the strait', '2005-02-17'],
    ['Fleets share the strait (February 17, 2005)', 'Fleets share the strait', '2005-02-17'],
    ['Fleets share the strait | 17.02.2005', 'Fleets share the strait', '2005-02-17'],
    ['Flotten teilen die Enge, 17. Februar 2005', 'Flotten teilen die Enge', '2005-02-17'],
    ['Flotas comparten el estrecho - 17 de febrero de 2005', 'Flotas comparten el estrecho', '2005-02-17'],
    ['Флоты делят пролив – 17 февраля 2005 г.', 'Флоты делят пролив', '2005-02-17'],
    ['渔船共享海峡 - 2005年2月17日', '渔船共享海峡', '2005-02-17'],
  ])('parts %s', (said, title, day) => {
    expect(withoutDate(said)).toEqual({ title, date: `${day}T00:00:00.000Z` });
  });

  it.each(['City remembers 11 September 2001', 'Budget for 2005', 'Score: 21-9', '2005-02-17', 'Ratio 3/4/5'])(
    'leaves %s whole',
    (said) => {
      expect(withoutDate(said)).toEqual({ title: said });
    },
  );
});

describe('dateLine', () => {
  it.each([
    'Published: 17 February 2005',
    'Published on February 17, 2005 at 10:15 AM',
    'Thursday, 17 February 2005 | 4 min read',
    'Publié le 17 février 2005 à 10:15',
    'Veröffentlicht am 17. Februar 2005, 10:15 Uhr',
    'Опубликовано 17 февраля 2005',
    '2005-02-17 10:15 来源：海峡报',
    '17/02/2005',
  ])('reads the day in %s', (line) => {
    expect(dateLine(line)?.date).toMatch(/^2005-02-17T/);
  });

  it('tells a change from the publication', () => {
    expect(dateLine('Last updated: 2005-02-17')).toEqual({ date: '2005-02-17T00:00:00.000Z', isUpdate: true });
  });

  it.each(['The treaty of 17 February 2005 has ended.', 'Page 3', 'In 2005'])('takes %s for text', (line) => {
    expect(dateLine(line)).toBeUndefined();
  });
});
