import { describe, expect, it } from 'vitest';
import { prune } from '../../lambdas/pages/prune.ts';
import { readPage } from '../../lambdas/pages/read-page.ts';

const bodyOf = (page: string): string => /<body>(.*)<\/body>/s.exec(prune(page).html)?.[1] ?? '';

describe('prune', () => {
  it('drops what is code or shows nothing, with what is in it', () => {
    const page =
      '<p>a<script>if (1 < 2) document.write("<p>x")</script><style>p{}</style><iframe src=x>y</iframe>' +
      '<svg><text>z</text><svg></svg></svg><noscript>n</noscript><!-- c -->b</p>';
    expect(bodyOf(page)).toBe('<p>ab</p>');
  });

  it('keeps the attributes that say what an element is', () => {
    expect(bodyOf('<p class="lead" onclick="x()" style="color:red" data-x=1>a<p style="display: none">b')).toBe(
      '<p class="lead">a</p><p style="display: none">b</p>',
    );
  });

  it('ends what authors leave open', () => {
    expect(bodyOf('<ul><li>a<li>b<ul><li>c</ul></ul><table><tr><td>d<td>e<tr><td>f</table><p>g<div>h')).toBe(
      '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>' +
        '<table><tr><td>d</td><td>e</td></tr><tr><td>f</td></tr></table><p>g</p><div>h</div>',
    );
  });

  it('opens nothing in the parser behind that is text here', () => {
    expect(bodyOf('<xmp><b>x</b></xmp>')).toBe('<xmp>&lt;b>x&lt;/b></xmp>');
  });

  it('hands the JSON-LD over apart', () => {
    const { html, jsonLd } = prune('<script type="application/ld+json">{"a":"<p>"}</script>');
    expect([html.includes('ld+json'), jsonLd]).toEqual([false, ['{"a":"<p>"}']]);
  });
});

const PARAGRAPH =
  '<p>The committee met for the third time this week and left again without a word to those who waited at the door.</p>';

describe('a hostile page', () => {
  const hostile: Readonly<Record<string, string>> = {
    'a hundred thousand open elements': `<body>${'<div>'.repeat(100_000)}${PARAGRAPH.repeat(4)}`,
    'open tables': `<body>${'<table><tr><td>'.repeat(60_000)}${PARAGRAPH.repeat(4)}`,
    'a million tags without an end': `<body><p>${'<p'.repeat(500_000)}`,
    'two hundred thousand short elements': `<body><article>${'<b>a</b>'.repeat(200_000)}${PARAGRAPH.repeat(4)}`,
    'one element of many attributes': `<body><p ${'a=1 '.repeat(300_000)}>${PARAGRAPH.repeat(4)}`,
    'a long headline': `<title>${' - a'.repeat(300_000)}</title><body>${PARAGRAPH.repeat(4)}`,
    'one long line': `<body><p>${'1990-01-01 - '.repeat(100_000)}`,
    'deep JSON-LD': `<script type="application/ld+json">${'{"a":['.repeat(60_000)}</script>${PARAGRAPH.repeat(4)}`,
    'many spaces': `<body><h1>${' \n'.repeat(400_000)}x</h1>${PARAGRAPH.repeat(4)}`,
    'text of many lines': 'Menu of the day and more\n'.repeat(40_000),
  };

  it.each(Object.keys(hostile))('costs no more than seconds: %s', async (name) => {
    const page = Buffer.from(hostile[name] ?? '');
    const start = performance.now();
    const { text } = await readPage(page);
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(text).not.toMatch(/<\w/);
  });
});
