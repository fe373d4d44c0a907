import { describe, expect, it } from 'vitest';
import built from '../../data/built/vocabulary.json' with { type: 'json' };
import {
  ancestorsOf,
  nameIn,
  nearestRegions,
  nearestTopics,
  regionName,
  regionSlug,
  resolveRegion,
  resolveTopic,
  resolveTopics,
  topicName,
  topicSlug,
} from '../../lambdas/tag/vocabulary.ts';

describe('resolveRegion', () => {
  it.each([
    ['KP', 'KP'],
    ['kp', 'KP'],
    ['north-korea', 'KP'],
    ['North Korea', 'KP'],
    ['DPRK', 'KP'],
    ['030', '030'],
    ['eastern-asia', '030'],
    ['East Asia', '030'],
    ['ivory coast', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Deutschland', 'DE'],
    ['UK', 'GB'],
    ['Россия', 'RU'],
  ])('%s', (text, code) => {
    expect(resolveRegion(text)).toBe(code);
  });

  it('knows no world and nothing made up', () => {
    expect(resolveRegion('001')).toBeUndefined();
    expect(resolveRegion('Ruritania')).toBeUndefined();
    expect(resolveRegion('')).toBeUndefined();
  });
});

describe('resolveTopic', () => {
  it.each(['medtop:20000635', '20000635', 'nuclear-policy', 'Nuclear Policy'])('%s', (text) => {
    expect(resolveTopic(text)).toBe('medtop:20000635');
  });

  it('takes a retired concept for what IPTC says to use instead, which may be several', () => {
    expect(resolveTopics('20000030')).toEqual(['medtop:20000029']);
    expect(resolveTopics('medtop:20000064')).toEqual(['medtop:20000105']);
    expect(resolveTopics('20000271')).toEqual(['medtop:20001370', 'medtop:20001371']);
  });

  it('maps every retired concept to topics in use', () => {
    const known = new Set(built.topics.map(({ code }) => code));
    for (const [code, instead] of Object.entries(built.retired)) {
      expect(instead.length, code).toBeGreaterThan(0);
      for (const one of instead) expect(known).toContain(one);
    }
  });

  it.each([
    ['Atompolitik', 'medtop:20000635'],
    ['Terremoto', 'medtop:20000153'],
    ['环境', 'medtop:06000000'],
    ['بيئة', 'medtop:06000000'],
  ])("knows the vocabulary's names in other languages: %s", (name, code) => {
    expect(resolveTopic(name)).toBe(code);
  });

  it('knows nothing made up', () => {
    expect(resolveTopic('astrology-policy')).toBeUndefined();
  });
});

describe('nearest names', () => {
  it('offers slugs for a misspelled name', () => {
    expect(nearestRegions('north-koera')).toContain('north-korea');
    expect(nearestTopics('nucular-policy')).toContain('nuclear-policy');
    expect(nearestTopics('earthquak')[0]).toBe('earthquake');
  });

  it('offers names that hold the word', () => {
    expect(nearestTopics('nuclear')).toContain('nuclear-policy');
  });

  it('offers at most three, each of them known', () => {
    for (const text of ['korea', 'x', 'guinea', '']) {
      const offered = nearestRegions(text);
      expect(offered.length).toBeLessThanOrEqual(3);
      for (const slug of offered) expect(resolveRegion(slug)).toBeDefined();
    }
  });
});

describe('the vocabulary', () => {
  it('names codes', () => {
    expect(regionName('KP')).toBe('North Korea');
    expect(regionSlug('CD')).toBe('dr-congo');
    expect(topicName('medtop:20000635')).toBe('nuclear policy');
    expect(topicSlug('medtop:20000070')).toBe('coup-d-etat');
    expect(regionName('QQ')).toBeUndefined();
  });

  it('knows what is around a code, the narrowest first', () => {
    expect(ancestorsOf('KP')).toEqual(['030', '142']);
    expect(ancestorsOf('CD')).toEqual(['017', '202', '002']);
    expect(ancestorsOf('CU')).toEqual(['029', '419', '019']);
    expect(ancestorsOf('medtop:20000635')).toEqual(['medtop:20000621', 'medtop:11000000']);
    expect(ancestorsOf('142')).toEqual([]);
  });

  it('finds every region and topic again by its slug and its code', () => {
    for (const { code, slug } of built.regions) {
      expect(resolveRegion(slug)).toBe(code);
      expect(resolveRegion(code)).toBe(code);
    }
    for (const { code, slug } of built.topics) {
      expect(resolveTopic(slug)).toBe(code);
      expect(resolveTopic(code)).toBe(code);
    }
  });

  it('has the seventeen widest topics', () => {
    expect(built.topics.filter(({ code }) => ancestorsOf(code).length === 0)).toHaveLength(17);
  });

  it('has every country of the wires', () => {
    for (const code of ['XK', 'PS', 'TW', 'HK', 'SS', 'KP', 'VA']) expect(regionName(code)).toBeDefined();
    expect(built.regions.filter(({ code }) => /^[A-Z]{2}$/.test(code)).length).toBe(250);
  });
});

describe('nameIn', () => {
  const concept = {
    code: 'x',
    name: 'nuclear policy',
    slug: 'x',
    names: { de: 'Atompolitik', 'pt-BR': 'política nuclear' },
  };

  it.each([
    ['de', 'Atompolitik'],
    ['DE-at', 'Atompolitik'],
    ['pt', 'política nuclear'],
    ['sw', 'nuclear policy'],
    ['__proto__', 'nuclear policy'],
  ])('%s', (language, name) => {
    expect(nameIn(concept, language)).toBe(name);
  });
});
