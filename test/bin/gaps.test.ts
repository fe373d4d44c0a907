import { describe, expect, it } from 'vitest';
import { gapLine, gapText } from '../../bin/gaps.ts';
import type { CoveredGap } from '../../lambdas/query/gaps.ts';

const GAP = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T08:30:00.000Z' };
const covered = (title: string, changes: Partial<CoveredGap> = {}): CoveredGap => ({
  ...{ feedId: title, title, state: 'open', ...GAP },
  ...changes,
});

describe('the line below an answer', () => {
  it('names the feeds and times in which stories may be missing', () => {
    expect(gapLine([covered('Wire'), covered('Post', { sample: true, to: '2026-11-25T01:00:00.000Z' })])).toMatch(
      /^Stories may be missing: Wire 2026-11-24 08:00 to 08:30, \[sample\] Post 2026-11-24 08:00 to 2026-11-25 01:00\. /,
    );
  });

  it('stays one line where there are many, and counts those that were closed', () => {
    const many = Array.from({ length: 5 }, (_, at) => covered(`Wire ${at}`));
    const line = gapLine([...many, covered('Post', { state: 'closed' })]);
    expect(line).toMatch(/Wire 0 .*, Wire 1 .*, Wire 2 .* and 2 more; 1 gap in this time was closed\./);
    expect(line).not.toMatch(/Post|\n/);
  });

  it('says so where all are closed', () => {
    expect(gapLine([covered('Wire', { state: 'closed' }), covered('Post', { state: 'closed' })])).toMatch(
      /^Nothing open; 2 gaps in this time were closed\./,
    );
  });
});

describe('a gap in words says', () => {
  it.each([
    [{ closedBy: 'https://wire.example/news.xml', found: 2 }, 'closed by https://wire.example/news.xml, 2 found'],
    [{ closedBy: 'feed' }, 'closed by the feed itself'],
    [{ toTry: ['https://wire.example/robots.txt'], tried: [] }, 'looking in https://wire.example/robots.txt'],
    [
      { tried: [{ url: 'https://wire.example/robots.txt', result: 'wire.example answered 404 Not Found' }] },
      'open (https://wire.example/robots.txt wire.example answered 404 Not Found)',
    ],
    [{}, 'open'],
  ])('%j', (changes, text) => {
    expect(gapText({ ...GAP, ...changes })).toBe(`2026-11-24 08:00 to 08:30: ${text}`);
  });
});
