import { describe, expect, it } from 'vitest';
import { parseDateline } from '../../lambdas/tag/dateline.ts';

const NOVEMBER = { month: 11, day: 3 };

describe('parseDateline', () => {
  it.each([
    ['SEOUL, Sept 21 (Reuters) — Two', { places: ['SEOUL'], day: { month: 9, day: 21 }, agency: 'Reuters' }],
    ['MOSCOW — Two', { places: ['MOSCOW'] }],
    ['PARIS/BERLIN, 3 May (AFP) - Two', { places: ['PARIS', 'BERLIN'], day: { month: 5, day: 3 }, agency: 'AFP' }],
    ['BEIRUT/DAMASCUS (Reuters) - Two', { places: ['BEIRUT', 'DAMASCUS'], agency: 'Reuters' }],
    ['BAGHDAD, Iraq - Two', { places: ['BAGHDAD', 'Iraq'] }],
    ['KYIV, Ukraine (AP) — Two', { places: ['KYIV', 'Ukraine'], agency: 'AP' }],
    ['MARTINSVILLE, Va. -- Two', { places: ['MARTINSVILLE', 'Va.'] }],
    ['WASHINGTON (AP) — Two', { places: ['WASHINGTON'], agency: 'AP' }],
    ['Moscow (AFP) - Two', { places: ['Moscow'], agency: 'AFP' }],
    ['Frankfurt am Main (dpa) - Two', { places: ['Frankfurt am Main'], agency: 'dpa' }],
    ['RIO de JANEIRO (AP) _ Two', { places: ['RIO de JANEIRO'], agency: 'AP' }],
    ['WIRE.com - TORONTO, Canada -- Two', { places: ['TORONTO', 'Canada'] }],
    ['SAN FRANCISCO--(BUSINESS WIRE)--Two', { places: ['SAN FRANCISCO'], agency: 'BUSINESS WIRE' }],
    [
      'NAIROBI, 12 May 2008 (IRIN) - Two',
      { places: ['NAIROBI'], day: { month: 5, day: 12, year: 2008 }, agency: 'IRIN' },
    ],
    ['Paris, Nov 3, 2026 (AFP) - Two', { places: ['Paris'], day: { ...NOVEMBER, year: 2026 }, agency: 'AFP' }],
    ['BEIJING, Nov. 3 (Xinhua) -- Two', { places: ['BEIJING'], day: NOVEMBER, agency: 'Xinhua' }],
    ['TOKYO, Nov. 3, Kyodo - Two', { places: ['TOKYO'], day: NOVEMBER, agency: 'Kyodo' }],
    ['Tehran, Nov 3, IRNA – Two', { places: ['Tehran'], day: NOVEMBER, agency: 'IRNA' }],
    ['New Delhi, Nov 3 (PTI) Two', { places: ['New Delhi'], day: NOVEMBER, agency: 'PTI' }],
    ['MOSCOW, November 3. /TASS/. Two', { places: ['MOSCOW'], day: NOVEMBER, agency: 'TASS' }],
    ['LONDON, 3 November 2026 - Two', { places: ['LONDON'], day: { ...NOVEMBER, year: 2026 } }],
    ['London, November 3 - Two', { places: ['London'], day: NOVEMBER }],
    ['****LONDON, Nov 3 - Two', { places: ['LONDON'], day: NOVEMBER }],
    ['NEW YORK , Nov 3 - Two', { places: ['NEW YORK'], day: NOVEMBER }],
    ['GENEVA, Switzerland, Tuesday 3 November - Two', { places: ['GENEVA', 'Switzerland'], day: NOVEMBER }],
  ])('%s', (text, expected) => {
    const { start, end, ...dateline } = parseDateline(text) ?? { start: -1, end: -1 };
    expect(dateline).toEqual(expected);
    expect(text.slice(end)).toMatch(/^Two/);
    expect(text.slice(0, start)).toMatch(/^\**$/);
  });

  it.each([
    ['Madrid, 3 nov (EFE).- Dos', { places: ['Madrid'], day: NOVEMBER, agency: 'EFE' }],
    ['CIUDAD DE MÉXICO, 3 de noviembre (EFE) - Dos', { places: ['CIUDAD DE MÉXICO'], day: NOVEMBER, agency: 'EFE' }],
    ['Lisboa, 03 nov 2026 (Lusa) - Dois', { places: ['Lisboa'], day: { ...NOVEMBER, year: 2026 }, agency: 'Lusa' }],
    ['PARIS, 1er novembre (Reuters) - Deux', { places: ['PARIS'], day: { month: 11, day: 1 }, agency: 'Reuters' }],
    ['Berlin, 3. November (Reuters) - Zwei', { places: ['Berlin'], day: NOVEMBER, agency: 'Reuters' }],
    ['(ANSA) - ROMA, 03 NOV - Due', { places: ['ROMA'], day: NOVEMBER, agency: 'ANSA' }],
    ['İSTANBUL, 3 Kasım (Reuters) - İki', { places: ['İSTANBUL'], day: NOVEMBER, agency: 'Reuters' }],
    ['МОСКВА, 3 ноября. /ТАСС/. Две', { places: ['МОСКВА'], day: NOVEMBER, agency: 'ТАСС' }],
    ['МОСКВА, 3 ноя — Две', { places: ['МОСКВА'], day: NOVEMBER }],
    ['Москва. 3 ноября. INTERFAX.RU - Две', { places: ['Москва'], day: NOVEMBER, agency: 'INTERFAX.RU' }],
    ['القاهرة 3 نوفمبر (رويترز) - اثنان', { places: ['القاهرة'], day: NOVEMBER, agency: 'رويترز' }],
    ['بيروت (أ ف ب) - اثنان', { places: ['بيروت'], agency: 'أ ف ب' }],
    ['新华社北京11月3日电 两', { places: ['北京'], day: NOVEMBER, agency: '新华社' }],
    ['（中央社台北3日電）兩', { places: ['台北'], agency: '中央社' }],
    ['【ワシントン時事】二', { places: ['ワシントン'], agency: '時事' }],
    ['［東京 3日 ロイター］ - 二', { places: ['東京'], agency: 'ロイター' }],
    ['【モスクワ＝山田花子】二', { places: ['モスクワ'] }],
  ])('%s', (text, expected) => {
    const { start, end, ...dateline } = parseDateline(text) ?? { start: -1, end: -1 };
    expect(dateline).toEqual(expected);
    expect(text.slice(end)).toMatch(/^(?:D|Z|İki|Две|اثنان|两|兩|二)/u);
    expect(start).toBe(0);
  });

  it.each([
    'A man - who was not named - fled.',
    'AP - A company said.',
    'BREAKING — Troops entered the city.',
    'NATO - The alliance met.',
    'UPDATE 1 - Shares fell.',
    'Monday, March 3 - Police said.',
    'Ann Smith (AP) The photographer smiled.',
    'The minister said — twice — that he would.',
    'Growth — the fastest in years — slowed.',
    '【速報】首相が辞任',
    '(AFP) - The talks went on.',
    '',
  ])('finds none in %j', (text) => {
    expect(parseDateline(text)).toBeUndefined();
  });

  it.each(['LONDON, Nov 45 - Two', 'LONDON, Smarch 3 - Two'])('takes %j for no day', (text) => {
    expect(parseDateline(text)).toBeUndefined();
  });
});
