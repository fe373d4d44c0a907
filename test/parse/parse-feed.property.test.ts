import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const inCdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Text as it comes out: without controls, trimmed, on one line. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !/[\p{Cc}\p{Cn}\p{Co}]/u.test(text));

const entry = fc.record({
  id: fc.uuid(),
  // An RSS title may be HTML or not; one without references and tags is the same either way.
  title: line.map((text) => text.replace(/[&<]/g, '+')),
  link: fc.webUrl({ withQueryParameters: true }),
  published: fc
    .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  summary: line,
  content: line,
  authors: fc.uniqueArray(
    line.filter((name) => !/[@<&]/.test(name)),
    { maxLength: 3 },
  ),
  categories: fc.uniqueArray(line, { maxLength: 3 }),
});
type Generated = typeof entry extends fc.Arbitrary<infer T> ? T : never;

const rssItem = ({ id, title, link, published, summary, content, authors, categories }: Generated) =>
  `<item><title>${escaped(title)}</title><link>${escaped(link)}</link><guid isPermaLink="false">${id}</guid>
  <dc:date>${published}</dc:date><description>${escaped(summary)}</description>
  <content:encoded>${inCdata(content)}</content:encoded>
  ${authors.map((name) => `<dc:creator>${escaped(name)}</dc:creator>`).join('')}
  ${categories.map((name) => `<category>${inCdata(name)}</category>`).join('')}</item>`;

const atomEntry = ({ id, title, link, published, summary, content, authors, categories }: Generated) =>
  `<entry><id>${id}</id><title>${escaped(title)}</title><link href="${escaped(link)}"/><published>${published}</published>
  <updated>${published}</updated><summary>${escaped(summary)}</summary><content type="html">${inCdata(content)}</content>
  ${authors.map((name) => `<author><name>${escaped(name)}</name></author>`).join('')}
  ${categories.map((name) => `<category term="${escaped(name).replaceAll('"', '&quot;')}"/>`).join('')}</entry>`;

const FORMATS = {
  rss: (entries: readonly string[]) => `<rss version="2.0"><channel>${entries.join('')}</channel></rss>`,
  rdf: (entries: readonly string[]) =>
    `<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel/>${entries.join('')}</rdf:RDF>`,
  atom: (entries: readonly string[]) => `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`,
};
type Format = keyof typeof FORMATS;
const format = fc.constantFrom<Format>('rss', 'rdf', 'atom');

const write = (format: Format) => (format === 'atom' ? atomEntry : rssItem);
const whole = (generated: Generated) => ({ ...generated, updated: generated.published, enclosures: [] });

describe('parseFeed', () => {
  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string()), async (body, contentType) => {
        const read = await parseFeed(body, contentType === null ? {} : { contentType });
        expect(read.entries.length + read.rejected.length + (read.format === 'unknown' ? 0 : 1)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever happened to a feed', async () => {
    const folder = join(import.meta.dirname, 'fixtures');
    const feeds = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    const damage = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 40 }),
      put: fc.oneof(
        fc.constantFrom('<', '>', '"', '&', '<!--', '<![CDATA[', ']]>', '</', '<item>', '<entry>'),
        fc.string(),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...feeds), fc.array(damage, { maxLength: 8 }), async (feed, damages) => {
        const text = damages.reduce((rest, { at, cut, put }) => {
          const place = at % (rest.length + 1);
          return rest.slice(0, place) + put + rest.slice(place + cut);
        }, feed.toString());
        await expect(parseFeed(bytes(text), { url: 'https://host.example/' })).resolves.toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('brings well-formed entries back whole', async () => {
    await fc.assert(
      fc.asyncProperty(format, fc.array(entry, { minLength: 1, maxLength: 5 }), async (format, generated) => {
        const read = await parseFeed(bytes(FORMATS[format](generated.map(write(format)))));
        expect(read).toEqual({ format, feed: {}, entries: generated.map(whole), rejected: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('lets damage in one entry cost no other', async () => {
    const garbage = [
      '<title',
      '<![CDATA[',
      '<a href="',
      "<b c='",
      '</b>',
      '&#',
      '<x><y>',
      '<!--',
      '<?',
      '<!',
      ']]>',
      '<',
    ];
    const bad = fc.array(fc.constantFrom(...garbage), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        format,
        fc.array(entry, { minLength: 2, maxLength: 5 }),
        fc.nat(),
        bad,
        async (format, good, at, bad) => {
          const place = at % good.length;
          const written = good.map(write(format));
          const name = format === 'atom' ? 'entry' : 'item';
          written.splice(place, 0, `<${name}><title>Bad</title>${bad.join(' ')}</${name}>`);
          const { entries } = await parseFeed(bytes(FORMATS[format](written)));
          expect(entries.filter(({ title }) => title !== 'Bad')).toEqual(good.map(whole));
          expect(entries.length).toBeGreaterThanOrEqual(good.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
