import { describe, expect, it } from 'vitest';
import { withClosedCdata } from '../../lambdas/parse/open-cdata.ts';

describe('withClosedCdata', () => {
  it.each([
    ['<a><![CDATA[x</a><b/>', '<a><![CDATA[x]]></a><b/>'],
    ['<p:a c="d">\n<![CDATA[x <i>y</i></p:a>', '<p:a c="d">\n<![CDATA[x <i>y</i>]]></p:a>'],
    ['<a><![CDATA[x]]></a><b><![CDATA[y</b>', '<a><![CDATA[x]]></a><b><![CDATA[y]]></b>'],
  ])('closes %s', (source, closed) => {
    expect(withClosedCdata(source)).toBe(closed);
  });

  it.each(['<a>x</a>', '<a><![CDATA[x]]></a>', '<a><![CDATA[x', 'x <![CDATA[ y', '</a><![CDATA[x</a>'])(
    'leaves %s as it is',
    (source) => {
      expect(withClosedCdata(source)).toBe(source);
    },
  );
});
