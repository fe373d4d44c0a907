/** Signs that part a headline from the name of the site. */
const SEPARATOR = /\s+(?:[|¦│·•»›«‹]|::|–|—|-)\s+|\s*[|¦│]\s*/g;
/** Those that hardly stand inside of a headline. */
const STRONG = /[|¦│•»›]|::/;
const MOST_SITE_WORDS = 4;
const MOST_TITLE = 1_000;

/** Letters and digits alone, without accents, in lower case. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The first letters of the words: `BBC`, `DPA`. */
const initialsOf = (text: string): string =>
  fold((text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 1)).join(''));

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

export interface AboutSite {
  /** What the page calls its site. */
  readonly names: readonly string[];
  /** `www.bbc.co.uk` */
  readonly host?: string | undefined;
  /** Headlines that the page gives elsewhere, which may be without the site's name. */
  readonly headlines: readonly string[];
}

/**
 * A headline without the name of the site before or behind it. A part goes where it is called like the site, where the
 * rest is the headline that the page gives elsewhere, or where a sign sets it apart that hardly stands in a headline.
 */
export function withoutSite(said: string, site: AboutSite): string {
  let title = said.replace(/\s+/g, ' ').trim().slice(0, MOST_TITLE);
  const headlines = new Set(site.headlines.map(fold));
  const isHeadline = (text: string) => headlines.has(fold(text)) && wordsIn(text) > 1;
  for (let left = 4; left > 0; left--) {
    const parts = [...title.matchAll(SEPARATOR)];
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return title;
    const behind = { name: title.slice(last.index + last[0].length), rest: title.slice(0, last.index), by: last[0] };
    const before = {
      name: title.slice(0, first.index),
      rest: title.slice(first.index + first[0].length),
      by: first[0],
    };
    const whole = parts.map(({ index }) => title.slice(0, index)).find(isHeadline);
    if (whole !== undefined) return whole.trim();
    if (isSite(behind.name, site) || isSetApart(behind)) title = behind.rest.trim();
    else if (isSite(before.name, site) || isHeadline(before.rest)) title = before.rest.trim();
    else return title;
  }
  return title;
}

function isSite(text: string, { names, host }: AboutSite): boolean {
  const name = fold(text);
  if (name === '' || wordsIn(text) > 2 * MOST_SITE_WORDS) return false;
  if (
    names
      .map(fold)
      .some((one) => one !== '' && (one === name || (name.length > 2 && one.startsWith(name)) || name.startsWith(one)))
  )
    return wordsIn(text) <= MOST_SITE_WORDS || names.map(fold).includes(name);
  if (wordsIn(text) > MOST_SITE_WORDS || host === undefined) return false;
  const labels = host
    .split('.')
    .slice(0, -1)
    .map(fold)
    .filter((label) => label.length > 1 && label !== 'www');
  const written = fold(text.replace(/\.\p{L}{2,4}$/u, ''));
  return labels.some(
    (label) =>
      label === written ||
      (label.length > 2 && (name.startsWith(label) || (name.length > 3 && label.startsWith(name)))) ||
      (label.length > 2 && label === initialsOf(text)),
  );
}

/** `Headline of many words | A Name` */
const isSetApart = ({ name, rest, by }: { name: string; rest: string; by: string }): boolean =>
  STRONG.test(by) && wordsIn(name) <= MOST_SITE_WORDS && wordsIn(rest) > Math.max(2, wordsIn(name));
