import { describe, expect, it } from 'vitest';
import { share } from '../../data/build/share.ts';

describe('share', () => {
  it('puts a phrase under all its languages at once', () => {
    const built = { 'country-name': { de: { AO: 'Angola', DE: 'Deutschland' }, es: { AO: 'Angola' } } };
    expect(share(built)).toEqual({ 'country-name': { 'de es': { AO: 'Angola' }, de: { DE: 'Deutschland' } } });
  });

  it('drops the languages of a phrase that serves in all', () => {
    const built = { city: { '*': { FR: 'Lyon|Nice' }, de: { FR: 'Lyon|Nizza' } } };
    expect(share(built)).toEqual({ city: { '*': { FR: 'Lyon|Nice' }, de: { FR: 'Nizza' } } });
  });
});
