import { describe, expect, it } from 'vitest';
import { plainText } from '../../lambdas/parse/plain-text.ts';

describe('plainText', () => {
  it.each([
    ['decodes character references', 'Caf&eacute; &amp; bar &#8211; AT&T', 'Café & bar – AT&T'],
    ['breaks lines at block elements', '<h2>Head</h2><p>One<br>two</p><ul><li>a<li>b</ul>', 'Head\nOne\ntwo\na\nb'],
    ['keeps inline elements on the line', 'A <b>bold</b><i>er</i> word', 'A bolder word'],
    ['folds white space, and line breaks of the source', ' a \n b\t<span>c</span>&nbsp; d ', 'a b c d'],
    ['drops scripts and styles', 'a<script>if (1 < 2) "<p>"</script><STYLE>b{}</STYLE>c', 'ac'],
    [
      'keeps the lines of what is set by hand',
      '<pre>one\n\n two\nthree</pre>\nfour\nfive',
      'one\ntwo\nthree\nfour five',
    ],
    ['drops comments', 'a<!-- <b>x</b> -->b', 'ab'],
    ['puts a space between cells', '<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['keeps a lone less-than sign', '3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
    ['keeps the lines of plain text', 'one\n\n two', 'one\ntwo'],
    ['ignores a tag that is cut off', 'text <a href="x', 'text'],
    ['bears nothing', '', ''],
  ])('%s', (_, html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each(['<p<p', '<b>', '<', '&', '&#x41', '<script>', '<!--', ' \n', '<a b="'])('takes a megabyte of %j', (part) => {
    expect(plainText(`start <i>${part.repeat(1_000_000 / part.length)}`)).toMatch(/^start/);
  });
});
