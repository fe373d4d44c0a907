import { describe, expect, it } from 'vitest';
import { readLeader } from '../../data/build/leaders.ts';

const GIVEN_NAMES = new Set(['Jonathan']);
const read = (country: string, person: string, line: string) => readLeader(country, person, line, GIVEN_NAMES);

describe('a line of leaders.yaml', () => {
  it('lets a name count from the year before the first office on, a short form until two years after the last', () => {
    expect(read('FR', 'Jacques Chirac', 'mayor 1977-1995, head of state 1995-2007, Chirac')).toEqual([
      { name: 'Jacques Chirac', from: 1976 },
      { name: 'Chirac', from: 1976, to: 2009 },
    ]);
  });

  it('has no end while an office is held', () => {
    expect(read('BY', 'Alexander Lukashenko, Alyaksandr Lukashenka', '1994-, Lukashenko')).toEqual([
      { name: 'Alexander Lukashenko', from: 1993 },
      { name: 'Alyaksandr Lukashenka', from: 1993 },
      { name: 'Lukashenko', from: 1993 },
    ]);
  });

  it('adds the title with the surname for the years of that office', () => {
    expect(read('TR', 'Abdullah Gül', 'prime minister 2002-2003, president 2007-2014')).toEqual([
      { name: 'Abdullah Gül', from: 2001 },
      { name: 'Prime Minister Gül', from: 2001, to: 2005 },
      { name: 'President Gül', from: 2006, to: 2016 },
    ]);
    expect(read('KR', 'Moon Jae-in', 'president 2017-2022')).toContainEqual({
      name: 'President Moon',
      from: 2016,
      to: 2024,
    });
  });

  it('adds no title before a surname that is a given name', () => {
    expect(read('NG', 'Goodluck Jonathan', 'president 2010-2015')).toEqual([{ name: 'Goodluck Jonathan', from: 2009 }]);
  });

  it('lets names of one who left for an international post end with the office', () => {
    expect(read('NO', 'Jens Stoltenberg', '2000-2013 only')).toEqual([
      { name: 'Jens Stoltenberg', from: 1999, to: 2013 },
    ]);
  });

  it('has no years where the line has none', () => {
    expect(read('CN', 'Mao Zedong', 'Chairman Mao')).toEqual([{ name: 'Mao Zedong' }, { name: 'Chairman Mao' }]);
  });

  it('refuses an office that ends before it begins', () => {
    expect(() => read('FR', 'Someone', 'president 2007-1995')).toThrow('president 2007-1995');
  });
});
