import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../lambdas/shared/messages.ts';
import { openWire, type Told } from './wire.ts';

const URLS = { world: 'https://wire.example/world.xml', asia: 'https://wire.example/asia.xml' };
const TEASER: Told = {
  guid: 'tag:wire.example,2026:7',
  link: 'https://wire.example/2026/11/24/ferry',
  title: 'Ferry runs aground off the cape',
  text: 'All passengers are safe.',
};
const REVISED: Told = { ...TEASER, text: 'All passengers and the crew are safe.' };
const PARAGRAPH =
  'The ferry from Seoul ran aground on the rocks below the lighthouse shortly before dawn, the coast guard said, and all of its passengers were taken off by fishing boats.';
const pageOf = (addition = ''): { html: string } => ({
  html: `<html><title>Ferry runs aground off the cape</title><article><h1>Ferry runs aground off the cape</h1>${`<p>${PARAGRAPH}</p>`.repeat(3)}<p>${addition}</p></article>`,
});

const firstRequest = (wire: ReturnType<typeof openWire>): PageRequest =>
  wire.asked[0] ?? expect.fail('no page was asked for');

/** A wire that has polled a teaser and asked for its page. */
async function withTeaser() {
  const wire = openWire(URLS);
  const teaser = await wire.store('world', 1, [TEASER]);
  await wire.ingest(teaser);
  return { wire, teaser, request: firstRequest(wire) };
}

const theItem = (wire: ReturnType<typeof openWire>) => wire.items()[0] ?? expect.fail('there is no item');

describe('a teaser of a feed with full text', () => {
  it('is shown at once, and its page is asked for', async () => {
    const { wire, request } = await withTeaser();
    expect(theItem(wire).summary).toBe('All passengers are safe.');
    expect(request).toMatchObject({ url: TEASER.link, purpose: { kind: 'article', line: 0 } });
  });

  it('gains the text of its page, is tagged anew, and nothing is announced', async () => {
    const { wire, request } = await withTeaser();
    const before = theItem(wire);
    await wire.ingest(await wire.storePage(request, 2, pageOf()));
    const after = theItem(wire);
    expect([before, after].map(({ regions }) => regions.map(({ code }) => code))).toEqual([['KP'], ['KR']]);
    expect(after).toMatchObject({ title: TEASER.title, summary: TEASER.text, rev: 1, contentHash: before.contentHash });
    expect(after.publishedAt).toBe(before.publishedAt);
    expect(after.raw).toEqual(after.revisions[0]?.fullText?.raw);
    expect(wire.arrivals().map(({ kind }) => kind)).toEqual(['new']);
  });

  it.each([
    ['robots.txt says no', { failure: 'robots.txt of wire.example asks not to fetch it' }, /robots/],
    [
      'it is about something else',
      { html: `<title>Log in</title>${`<p>${'Sign in to go on. '.repeat(20)}</p>`}` },
      /else/,
    ],
    ['it holds no more', { html: '<title>Ferry runs aground off the cape</title><p>All are safe.</p>' }, /no more/],
  ])('stays as it is where %s', async (_, page, reason) => {
    const { wire, request } = await withTeaser();
    const before = theItem(wire);
    const { unreadable } = await wire.ingest(await wire.storePage(request, 2, page));
    expect(unreadable).toMatch(reason);
    expect(theItem(wire)).toEqual(before);
  });

  it('is not asked for by a replay, nor when it is seen again', async () => {
    const { wire, teaser } = await withTeaser();
    await wire.ingest(teaser);
    await wire.ingest(await wire.store('world', 3, [TEASER, { ...TEASER, guid: 'other', link: undefined }]));
    expect(wire.asked).toHaveLength(1);
  });

  it('is not asked for of a feed without full text', async () => {
    const wire = openWire(URLS, { fullText: false });
    await wire.ingest(await wire.store('world', 1, [TEASER]));
    expect(wire.asked).toEqual([]);
  });

  it('is asked for by the repetition of a step that was killed before it could', async () => {
    let kills = 1;
    const beforeAsking = () => {
      if (kills-- > 0) throw new Error('killed');
    };
    const wire = openWire(URLS, { beforeAsking });
    const key = await wire.store('world', 1, [TEASER]);
    await expect(wire.ingest(key)).rejects.toThrow('killed');
    await wire.ingest(key);
    expect(wire.asked).toMatchObject([{ url: TEASER.link }]);
    await wire.ingest(await wire.storePage(firstRequest(wire), 2, pageOf()));
    expect(theItem(wire).revisions).toMatchObject([{ fullText: { at: expect.any(String) } }]);
  });

  it('is not asked for where the entry holds the story, or is the copy of another feed', async () => {
    const { wire } = await withTeaser();
    const whole: Told = { ...TEASER, guid: 'w', link: 'https://wire.example/whole', text: PARAGRAPH.repeat(5) };
    await wire.ingest(await wire.store('asia', 3, [TEASER, whole]));
    expect(wire.asked).toHaveLength(1);
  });
});

/** What the tables say in the end; versions count writes, so they differ. */
const ended = (wire: ReturnType<typeof openWire>) => wire.items().map(({ version: _, ...item }) => item);

describe('responses and pages', () => {
  it('end in the same state, in whatever order and however often they are read', async () => {
    const wire = openWire(URLS);
    const keys: string[] = [];
    const take = async (key: string) => {
      keys.push(key);
      await wire.ingest(key);
    };
    await take(await wire.store('world', 1, [TEASER]));
    await take(await wire.storePage(firstRequest(wire), 2, pageOf()));
    await take(await wire.store('asia', 3, [TEASER]));
    await take(await wire.storePage(firstRequest(wire), 4, pageOf('The captain is being asked about it.')));
    await take(await wire.store('world', 5, [REVISED]));
    await take(await wire.storePage(wire.asked.at(-1) ?? expect.fail('no page'), 6, pageOf('He has been let go.')));
    const expected = ended(wire);
    expect(expected[0]).toMatchObject({ rev: 2, summary: REVISED.text });

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(keys, { minLength: keys.length }),
        fc.array(fc.constantFrom(...keys), { maxLength: 4 }),
        async (order, again) => {
          const other = openWire(URLS);
          for await (const key of wire.archive.list('')) {
            const object = await wire.archive.get(key);
            if (object) await other.archive.put(key, object);
          }
          for (const key of [...order, ...again]) await other.ingest(key);
          expect(ended(other)).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
