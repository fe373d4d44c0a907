/** Documents that are written to cost a reader more than their size, at any share of a megabyte. */

const BYTES = 1_000_000;

const part = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));
const story = '<item><title>Talks</title><guid>g</guid></item>';
const rss = (inside: string, doctype = ''): string =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>Wire</title>${inside}</channel></rss>`;
const inDescription = (text: string): string =>
  rss(`<item><title>Talks</title><description>${text}</description></item>${story}`);
const numbered = (count: number, write: (number: number) => string): string =>
  Array.from({ length: Math.ceil(count) }, (_, number) => write(number)).join('');

/** Entities that stand for ten of the one before: `&lol9;` for a thousand million words. */
function bomb(share: number): string {
  const entities = numbered(9, (level) => {
    const value = level === 0 ? part('lol', 30) : `&lol${level};`.repeat(10);
    return `<!ENTITY lol${level + 1} "${value}">`;
  });
  return rss(
    numbered(1_000 * share, (number) => `<item><title>&lol9;</title><guid>${number}</guid></item>`),
    `<!DOCTYPE rss [${entities}]>`,
  );
}

/** By name: the document at a share of its full size. */
export const HOSTILE_FEEDS: Readonly<Record<string, (share: number) => string>> = {
  '1 MB of <p<p<p…': (share) => inDescription(part('<p', share * BYTES)),
  '1 MB of <p<p<p…, no feed around it': (share) => part('<p', share * BYTES),
  '1 MB of <a b="': (share) => inDescription(part('<a b="', share * BYTES)),
  '1 MB of <![CDATA[, unclosed': (share) => inDescription(part('<![CDATA[', share * BYTES)),
  '1 MB of <!--, unclosed': (share) => inDescription(part('<!--', share * BYTES)),
  '1 MB of &': (share) => inDescription(part('&', share * BYTES)),
  '1,000 entries of &lol9;': bomb,
  '100,000 levels': (share) => inDescription(`${'<a>'.repeat(100_000 * share)}${'</a>'.repeat(100_000 * share)}`),
  '100,000 levels, no end': (share) => rss(`${story}${'<item>'.repeat(100_000 * share)}`),
  '50,000 entries': (share) =>
    rss(numbered(50_000 * share, (number) => `<item><title>Talks ${number}</title><guid>${number}</guid></item>`)),
  'an attribute of 1 MB': (share) =>
    rss(`<item><title>Talks</title><enclosure url="${part('x', share * BYTES)}"/></item>`),
  '50,000 attributes': (share) =>
    rss(`<item><title>Talks</title><enclosure ${numbered(50_000 * share, (number) => `a${number}="x" `)}/></item>`),
  '50,000 categories': (share) =>
    rss(`<item><title>Talks</title>${numbered(50_000 * share, (number) => `<category>${number}</category>`)}</item>`),
};

export const SHARES = [1 / 4, 1 / 2, 1] as const;
