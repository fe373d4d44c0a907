import { describe, expect, it } from 'vitest';
import { FORMATS, type Format, NAMESPACES, read, readEntry } from './documents.ts';

const TIME = '2026-11-24T08:46:43.000Z';

/** Elements → the field that each fills when it stands alone in an entry. */
const ENTRY: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'dc:title', 'media:title', 'itunes:title', 'atom:title'],
  id: ['guid', 'atom:id', 'dc:identifier', 'id'],
  published: [
    'pubDate',
    'dcterms:issued',
    'dcterms:created',
    'atom:published',
    'published',
    'issued',
    'created',
    'date',
  ],
  updated: ['atom:updated', 'dcterms:modified', 'updated', 'modified', 'lastBuildDate'],
  summary: [
    'description',
    'summary',
    'dc:description',
    'dcterms:abstract',
    'media:description',
    'itunes:summary',
    'itunes:subtitle',
    'atom:summary',
  ],
  content: ['content:encoded', 'xhtml:body', 'body', 'content', 'atom:content', 'fullitem'],
  authors: ['author', 'dc:creator', 'dc:author', 'itunes:author', 'atom:author'],
  categories: ['category', 'dc:subject', 'dcterms:subject', 'media:category', 'itunes:keywords', 'media:keywords'],
  language: ['dc:language', 'dcterms:language', 'language'],
};

const FEED: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'dc:title', 'atom:title', 'media:title'],
  updated: ['lastBuildDate', 'pubDate', 'dc:date', 'dcterms:modified', 'atom:updated', 'updated', 'modified', 'issued'],
  author: ['managingEditor', 'webMaster', 'author', 'dc:creator', 'itunes:author', 'atom:author', 'itunes:owner'],
  language: ['language', 'dc:language', 'dcterms:language'],
};

const VALUES: Readonly<Record<string, string>> = { published: TIME, updated: TIME, language: 'pt-BR' };
const LISTS = new Set(['authors', 'categories']);
const formats = Object.keys(FORMATS) as Format[];

const cases = (fields: Readonly<Record<string, readonly string[]>>) =>
  formats.flatMap((format) =>
    Object.entries(fields).flatMap(([field, elements]) =>
      elements.map((element): [Format, string, string] => [format, element, field]),
    ),
  );

const wordsOf = (field: string): string => VALUES[field] ?? 'What it says';

describe('one element alone', () => {
  it.each(cases(ENTRY))('in an entry of %s, <%s> is the %s', async (format, element, field) => {
    const value = wordsOf(field);
    const expected = LISTS.has(field) ? [value] : value;
    expect(await readEntry(format, `<${element}>${value}</${element}>`)).toEqual({
      authors: [],
      categories: [],
      enclosures: [],
      [field]: expected,
    });
  });

  it.each(cases(FEED))('in a feed of %s, <%s> is the %s', async (format, element, field) => {
    const { feed } = await read(FORMATS[format]({ feed: `<${element}>${wordsOf(field)}</${element}>` }));
    expect(feed).toEqual({ [field]: wordsOf(field) });
  });

  it.each(formats)('is nothing of the story where the namespace is another, in %s', async (format) => {
    const entry = '<title>T</title><x:title xmlns:x="urn:x">X</x:title><georss:point>1 2</georss:point>';
    expect(await readEntry(format, entry)).toMatchObject({ title: 'T' });
  });
});

describe('a namespace', () => {
  const elements: readonly (readonly [keyof typeof NAMESPACES, string, string])[] = [
    ['dc', 'creator', 'authors'],
    ['dc', 'subject', 'categories'],
    ['dc', 'title', 'title'],
    ['content', 'encoded', 'content'],
    ['itunes', 'summary', 'summary'],
    ['media', 'title', 'title'],
    ['atom', 'summary', 'summary'],
    ['xhtml', 'body', 'content'],
  ];
  const forms: Readonly<Record<string, (namespace: string, name: string) => string>> = {
    'any prefix': (namespace, name) => `<q:${name} xmlns:q="${namespace}">V</q:${name}>`,
    'no prefix': (namespace, name) => `<${name} xmlns="${namespace}">V</${name}>`,
    'upper case': (namespace, name) =>
      `<Q:${name.toUpperCase()} xmlns:Q="${namespace.toUpperCase()}">V</Q:${name.toUpperCase()}>`,
    'no slash at its end': (namespace, name) => `<q:${name} xmlns:q="${namespace.replace(/\/$/, '')}">V</q:${name}>`,
    https: (namespace, name) => `<q:${name} xmlns:q="${namespace.replace('http:', 'https:')}">V</q:${name}>`,
  };
  const all = elements.flatMap((element) =>
    Object.entries(forms).map(([form, write]) => [...element, form, write] as const),
  );

  it.each(all)('of %s:%s (%s) is known with %s', async (prefix, name, field, _, write) => {
    const entry = await readEntry('rss', write(NAMESPACES[prefix], name));
    expect(entry).toMatchObject({ [field]: LISTS.has(field) ? ['V'] : 'V' });
  });

  it.each(elements)('of %s:%s (%s) is known where nobody declared it', async (prefix, name, field) => {
    const { entries } = await read(`<rss><item><${prefix}:${name}>V</${prefix}:${name}></item></rss>`);
    expect(entries[0]).toMatchObject({ [field]: LISTS.has(field) ? ['V'] : 'V' });
  });
});
