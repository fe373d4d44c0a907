import { describe, expect, it } from 'vitest';
import { withoutSite } from '../../lambdas/pages/title.ts';

const nothing = { names: [], headlines: [] };

describe('withoutSite', () => {
  it.each([
    ['Ferry runs aground off the cape - The Cape Post', ['The Cape Post'], 'Ferry runs aground off the cape'],
    ['The Cape Post: Ferry runs aground', ['The Cape Post'], 'The Cape Post: Ferry runs aground'],
    ['The Cape Post | Ferry runs aground off the cape', ['The Cape Post'], 'Ferry runs aground off the cape'],
    ['Ferry runs aground – World – The Cape Post', ['The Cape Post'], 'Ferry runs aground – World'],
  ])('takes the name of the site out of %s', (said, names, title) => {
    expect(withoutSite(said, { ...nothing, names })).toBe(title);
  });

  it.each([
    ['Ferry runs aground off the cape - BBC News', 'www.bbc.co.uk'],
    ['Ferry runs aground off the cape - Cape Post', 'capepost.example'],
    ['Ferry runs aground off the cape - capepost.com', 'www.capepost.com'],
    ['Ferry runs aground off the cape - Maritime Press Agency', 'mpa.example'],
  ])('knows the site of %s by its host', (said, host) => {
    expect(withoutSite(said, { ...nothing, host })).toBe('Ferry runs aground off the cape');
  });

  it('takes what stands behind the headline that the page gives elsewhere', () => {
    const said = 'Ferry runs aground - Regions - Coast - Daily';
    expect(withoutSite(said, { ...nothing, headlines: ['Ferry runs aground'] })).toBe('Ferry runs aground');
  });

  it('takes a few words off that a strong sign sets apart', () => {
    expect(withoutSite('Ferry runs aground off the cape | Coast | Daily', nothing)).toBe(
      'Ferry runs aground off the cape',
    );
  });

  it.each([
    'Ferry will sail again - minister',
    'Twenty-one days at sea',
    'North-south ferry back in service',
    'Coast – where the ferry goes',
  ])('leaves %s as it is', (said) => {
    expect(withoutSite(said, { ...nothing, host: 'www.daily.example', names: ['The Daily'] })).toBe(said);
  });
});
