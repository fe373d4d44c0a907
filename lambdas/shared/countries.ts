import hierarchy from '../../data/built/hierarchy.json' with { type: 'json' };

const COUNTRIES = new Set(Object.keys(hierarchy.parents).filter((code) => /^[A-Z]{2}$/.test(code)));

/** Whether a text is an ISO 3166-1 alpha-2 code, or one that wires use like those: XK. */
export const isCountry = (code: string): boolean => COUNTRIES.has(code);

/**
 * Top-level domains of countries that the world buys for what they spell, so that they say nothing of a publisher.
 * Google's Search Central lists most of them as "generic country-code top-level domains".
 */
const SOLD_AS_WORDS = new Set(
  ['ag', 'ai', 'as', 'bz', 'cc', 'co', 'cx', 'dj', 'fm', 'gg', 'gl', 'io', 'la', 'ly', 'me', 'ms', 'nu', 'pw'].concat([
    'sc',
    'sh',
    'sr',
    'st',
    'tk',
    'to',
    'tv',
    'vc',
    'ws',
  ]),
);

/** Where a domain's ending is not the code of its country. */
const ENDINGS: Readonly<Record<string, string>> = { uk: 'GB' };

/**
 * The country that a publisher is at home in as far as its domain tells: `nhk.or.jp` is of JP.
 *
 * @param publisher domain, or domain and path, as a feed has it
 */
export function countryOfPublisher(publisher: string): string | undefined {
  const [host = ''] = publisher.split('/');
  const ending = /\.([a-z]{2})$/.exec(host)?.[1];
  if (ending === undefined || SOLD_AS_WORDS.has(ending)) return undefined;
  const code = ENDINGS[ending] ?? ending.toUpperCase();
  return isCountry(code) ? code : undefined;
}
