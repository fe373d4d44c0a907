import { describe, expect, it } from 'vitest';
import { countryOfPublisher, isCountry } from '../../lambdas/shared/countries.ts';

describe('codes of countries', () => {
  it.each(['KR', 'GB', 'XK', 'PS', 'TW', 'HK'])('%s is one', (code) => {
    expect(isCountry(code)).toBe(true);
  });

  it.each(['kr', 'UK', 'EU', 'ZZ', '030', 'KOR', ''])('%j is none', (code) => {
    expect(isCountry(code)).toBe(false);
  });
});

describe('the country of a publisher', () => {
  it.each([
    ['nhk.or.jp', 'JP'],
    ['bbc.co.uk', 'GB'],
    ['lemonde.fr', 'FR'],
    ['clarin.com.ar', 'AR'],
    ['cbc.ca', 'CA'],
  ])('of %s is %s', (publisher, country) => {
    expect(countryOfPublisher(publisher)).toBe(country);
  });

  it.each([
    'example.com',
    'meduza.io',
    'kompas.tv',
    'x.ai',
    'europa.eu',
    'feeds.feedburner.com/a.fr',
    '127.0.0.1',
    '::1',
    'localhost',
    'fr',
  ])('is not in %s', (publisher) => {
    expect(countryOfPublisher(publisher)).toBeUndefined();
  });
});
