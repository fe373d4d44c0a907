import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const read = (document: unknown) =>
  parseFeed(new TextEncoder().encode(JSON.stringify(document)), { url: 'https://wire.example/api/items' });

const ITEM = {
  uri: 'urn:wire.example:7',
  standard: { name: 'ninjs', version: '2.1' },
  type: 'text',
  version: '2',
  firstcreated: '2026-11-24T08:00:00+01:00',
  versioncreated: '2026-11-24T09:46:43+01:00',
  pubstatus: 'usable',
  usageterms: 'Not for resale',
  language: 'en-GB',
  by: 'By Ann Desk',
  headlines: [
    { role: 'short', value: 'Talks' },
    { role: 'main', value: 'Talks end' },
  ],
  descriptions: [{ contenttype: 'text/plain', value: 'Ministers leave.' }],
  bodies: [
    { role: 'text', contenttype: 'text/plain', value: 'GENEVA (Wire) - Plain.' },
    { role: 'rich', contenttype: 'text/html', value: '<p>GENEVA (Wire) - <a href="/8">Rich</a>.</p>' },
  ],
  subjects: [{ name: 'diplomacy', uri: 'medtop:20000639' }, { uri: 'medtop:16000000' }],
  renditions: [{ name: 'main', href: '7.jpg', contenttype: 'image/jpeg', sizeinbytes: 9 }],
  associations: [{ uri: 'urn:wire.example:photo', headlines: [{ value: 'A hall' }] }],
};

const ENTRY = {
  id: 'urn:wire.example:7',
  title: 'Talks end',
  published: '2026-11-24T07:00:00.000Z',
  updated: '2026-11-24T08:46:43.000Z',
  summary: 'Ministers leave.',
  content: '<p>GENEVA (Wire) - <a href="https://wire.example/8">Rich</a>.</p>',
  language: 'en-GB',
  authors: ['Ann Desk'],
  categories: ['diplomacy', 'medtop:16000000'],
  enclosures: [{ url: 'https://wire.example/api/7.jpg', type: 'image/jpeg', length: 9 }],
};

/** As version 3 writes its names. */
const inCamelCase = (value: unknown): unknown => {
  const names = [
    ...['firstCreated', 'versionCreated', 'pubStatus', 'usageTerms', 'contentType', 'sizeInBytes'].map(
      (name) => [name.toLowerCase(), name] as const,
    ),
  ];
  return JSON.parse(names.reduce((json, [from, to]) => json.replaceAll(`"${from}"`, `"${to}"`), JSON.stringify(value)));
};

describe('parseFeed on ninjs', () => {
  it.each([
    ['one item', ITEM],
    ['version 3', inCamelCase(ITEM)],
    ['a list', [ITEM]],
    ['a wrapper', { total: 1, items: [ITEM] }],
    ['wrappers in wrappers', { hits: { hits: [{ _source: ITEM }] } }],
    ['a wrapper beside other data', { meta: { page: 1, links: ['x'] }, data: { items: [{ item: ITEM, meta: {} }] } }],
  ])('reads %s', async (_, document) => {
    expect(await read(document)).toEqual({ format: 'ninjs', feed: {}, entries: [ENTRY], rejected: [] });
  });

  it('reads version 1', async () => {
    const { entries } = await read({
      uri: 'https://wire.example/stories/7',
      headline: 'Talks end',
      versioncreated: '2026-11-24T08:46:43Z',
      byline: 'Ann Desk',
      description_text: 'Ministers leave.',
      body_text: 'Plain.',
      body_html: '<html><head><title>Talks</title></head><body class="x"><p>Rich.</p></body></html>',
      subject: [{ code: '04000000' }],
      keywords: ['talks'],
      renditions: { main: { href: 'https://wire.example/7.jpg', mimetype: 'image/jpeg' } },
    });
    expect(entries).toEqual([
      {
        id: 'https://wire.example/stories/7',
        title: 'Talks end',
        link: 'https://wire.example/stories/7',
        published: '2026-11-24T08:46:43.000Z',
        updated: '2026-11-24T08:46:43.000Z',
        summary: 'Ministers leave.',
        content: '<p>Rich.</p>',
        authors: ['Ann Desk'],
        categories: ['04000000', 'talks'],
        enclosures: [{ url: 'https://wire.example/7.jpg', type: 'image/jpeg' }],
      },
    ]);
  });

  it('takes the page of a story from its links', async () => {
    const links = [
      { rel: 'related', href: 'https://wire.example/8' },
      { rel: 'canonical', href: '/stories/7' },
    ];
    const { entries } = await read({ ...ITEM, links });
    expect(entries[0]?.link).toBe('https://wire.example/stories/7');
  });

  it('reads a body that is NITF', async () => {
    const value =
      '<nitf><body><body.head><dateline>GENEVA</dateline></body.head><body.content><p>Done.</p></body.content></body></nitf>';
    const { entries } = await read({ ...ITEM, bodies: [{ contenttype: 'application/nitf+xml', value }] });
    expect(entries[0]?.content).toBe('<p>GENEVA — Done.</p>');
  });

  it.each(['canceled', 'cancelled', 'withheld', 'stat:canceled', 'http://cv.iptc.org/newscodes/pubstatusg2/withheld'])(
    'takes back what is %s, without telling it again',
    async (pubstatus) => {
      const { summary, content, ...told } = ENTRY;
      const { entries } = await read({ ...ITEM, pubstatus });
      expect(entries).toEqual([{ ...told, enclosures: [], deleted: true }]);
    },
  );

  it('takes back by the identifier alone', async () => {
    const { entries } = await read({ uri: 'urn:wire.example:7', pubstatus: 'canceled' });
    expect(entries).toEqual([{ id: 'urn:wire.example:7', deleted: true, authors: [], categories: [], enclosures: [] }]);
  });

  it('keeps the last version of a story, whatever the order', async () => {
    const canceled = { ...ITEM, version: 10, pubstatus: 'canceled' };
    for (const document of [
      [ITEM, canceled],
      [canceled, ITEM],
    ]) {
      const { entries } = await read(document);
      expect(entries).toMatchObject([{ id: ITEM.uri, deleted: true }]);
    }
    const later = { ...ITEM, versioncreated: '2026-11-24T10:00:00Z', headlines: [{ value: 'Talks resume' }] };
    expect((await read([later, ITEM])).entries).toMatchObject([{ title: 'Talks resume' }]);
    expect((await read([ITEM, later])).entries).toMatchObject([{ title: 'Talks resume' }]);
  });

  it('rejects an item that says nothing, and only that', async () => {
    const { entries, rejected } = await read([null, { uri: 'a', pubstatus: 'usable' }, { x: 1 }, ITEM]);
    expect(entries).toEqual([ENTRY]);
    expect(rejected.map(({ raw }) => raw)).toEqual(['{"value":null}', '{"uri":"a","pubstatus":"usable"}', '{"x":1}']);
  });
});
