import { describe, expect, it } from 'vitest';
import { absolute, withAbsoluteLinks } from '../../lambdas/parse/links.ts';

const base = 'https://wire.example/news/feed.xml';

describe('absolute', () => {
  it.each([
    ['https://wire.example', 'https://wire.example'],
    [' https://wire.example/a\n b ', 'https://wire.example/a b'],
    ['story.html', 'https://wire.example/news/story.html'],
    ['//other.example/x', 'https://other.example/x'],
    ['?id=1', 'https://wire.example/news/feed.xml?id=1'],
    ['mailto:desk@wire.example', 'mailto:desk@wire.example'],
    ['JavaScript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['', undefined],
  ])('%j', (said, expected) => {
    expect(absolute(said, base)).toBe(expected);
  });

  it('keeps a relative link where nothing says what it is relative to', () => {
    expect(absolute('/story', undefined)).toBe('/story');
  });
});

describe('withAbsoluteLinks', () => {
  it.each([
    ['<a href="a.html">x</a>', '<a href="https://wire.example/news/a.html">x</a>'],
    ["<img src='/i.png' alt='src=no'>", "<img src='https://wire.example/i.png' alt='src=no'>"],
    ['<a href=a?b=1&amp;c=2>x', '<a href=https://wire.example/news/a?b=1&amp;c=2>x'],
    ['<a href="https://x.example"><b href="b">', '<a href="https://x.example"><b href="https://wire.example/news/b">'],
    [
      '<a href="https://x.example">the href="y" attribute</a>',
      '<a href="https://x.example">the href="y" attribute</a>',
    ],
    ['<a title="href=x" href=\'"\'>', '<a title="href=x" href=\'https://wire.example/news/%22\'>'],
    ['no markup', 'no markup'],
  ])('%s', (html, expected) => {
    expect(withAbsoluteLinks(html, base)).toBe(expected);
  });
});
