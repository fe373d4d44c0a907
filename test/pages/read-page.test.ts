import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../lambdas/pages/read-page.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const pages = readdirSync(FIXTURES).filter((name) => !name.endsWith('.json'));

describe('readPage', () => {
  it.each(pages)('reads %s', async (name) => {
    const source = readFileSync(join(FIXTURES, name), 'utf8');
    const expectation = JSON.parse(readFileSync(join(FIXTURES, name.replace(/\.\w+$/, '.json')), 'utf8'));
    const { encoding = 'utf-8', url, ...expected } = expectation;
    const { text, ...page } = await readPage(iconv.encode(source, encoding), { url });
    expect({ ...page, text: text.split('\n') }).toEqual(expected);
  });

  const linked = (href: string): Buffer => Buffer.from(`<link rel="canonical" href="${href}"><p>A story.`);
  it.each([
    ['of its own site', 'https://www.wire.example/a', 'https://m.wire.example/a?x=1', 'https://www.wire.example/a'],
    ['of another site', 'https://other.example/a', 'https://wire.example/a', 'https://wire.example/a'],
    ['of a front page', 'https://wire.example/', 'https://wire.example/a', 'https://wire.example/a'],
    ['that is relative', '/b', 'https://wire.example/a', 'https://wire.example/b'],
    ['of a file', 'https://wire.example/a', 'file:///a.html', 'https://wire.example/a'],
    ['of a file on its disk', 'file:///etc/a', 'file:///a.html', undefined],
  ])('takes the canonical address %s for what it is', async (_, href, url, link) => {
    expect((await readPage(linked(href), { url })).link).toBe(link);
  });

  const prose =
    'The two sides met for six hours at the state guest house on Tuesday, and agreed to meet again before long.';

  it.each(['The Wire: Talks end in Geneva', 'Wire News - Talks end in Geneva - 2005-07-26'])(
    'takes a line over the story for the headline that is a part of the title %s',
    async (said) => {
      const lines = ['Talks end in Geneva - 2005-07-26', prose, prose, prose].join('<br>');
      const page = await readPage(Buffer.from(`<title>${said}</title><div>${lines}</div>`));
      expect(page).toMatchObject({ title: 'Talks end in Geneva', published: '2005-07-26T00:00:00.000Z' });
      expect(page.text).toBe([prose, prose, prose].join('\n'));
    },
  );

  it('reads the lines of a page that is set by hand', async () => {
    const lines = ['Accessibility links', '', 'Talks end in Geneva - 2005-07-26', '', prose, '', prose].join('\n');
    const page = await readPage(Buffer.from(`<html><body><pre>${lines}</pre></body></html>`));
    expect(page).toMatchObject({ title: 'Talks end in Geneva', published: '2005-07-26T00:00:00.000Z' });
    expect(page.text).toBe(`${prose}\n${prose}`);
  });

  it('takes markup that is served as plain text for text', async () => {
    expect((await readPage(Buffer.from('<p>1 < 2'), { contentType: 'text/plain' })).title).toBe('<p>1 < 2');
  });
});
