import { createTokenizer } from '../parse/tokens.ts';

/** A page as small and shallow markup: no scripts, styles or frames, open elements closed. */
export interface Pruned {
  /** A whole document. */
  readonly html: string;
  /** Texts of the `application/ld+json` scripts. */
  readonly jsonLd: readonly string[];
}

/** Deeper than any page that a person wrote. Readability takes time by the square of the depth. */
const MAX_DEPTH = 150;
/** Elements of the largest news pages, their comments included; the text behind them is kept. */
const MAX_ELEMENTS = 10_000;
const MAX_ATTRIBUTES = 12;
const MAX_VALUE = 2_000;
/** A title is searched with expressions that long texts make slow. */
const MAX_TITLE = 1_000;
const MAX_JSON_LD = 500_000;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const VOID = words('area base br col embed hr img input link meta param source track wbr');
/** Elements that say nothing to a reader of text, with all that is in them. */
const DROPPED = words(
  'applet audio button canvas datalist frameset iframe map math noembed noframes noscript object script select style svg template textarea video',
);
/** Of these, those whose content the tokenizer hands over raw, also where the tag seems to close itself. */
const RAW = words('iframe noembed noframes script style textarea');
const KEPT_ATTRIBUTES = words(
  'aria-hidden class content datetime hidden href id itemprop lang name property pubdate rel role style type',
);
/** They end a paragraph that is still open. */
const BLOCKS = words(
  'address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul',
);
/** Elements whose end tags people leave out: what ends them, and what they do not end across. */
const CLOSED_BY_SIBLING = new Map([
  ['li', { siblings: words('li'), inside: words('ul ol menu') }],
  ['dt', { siblings: words('dt dd'), inside: words('dl') }],
  ['dd', { siblings: words('dt dd'), inside: words('dl') }],
  ['tr', { siblings: words('tr td th'), inside: words('table') }],
  ['td', { siblings: words('td th'), inside: words('tr table') }],
  ['th', { siblings: words('td th'), inside: words('tr table') }],
]);
const HEAD = words('base link meta title');
const OUTER = words('html head body');
const INVISIBLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/**
 * Linear in its input whatever that is: what stands open is a stack of at most {@link MAX_DEPTH}, so that a page of a
 * hundred thousand open elements costs the parsers behind no more than one of a hundred and fifty.
 */
export function prune(page: string): Pruned {
  const head: string[] = [];
  const body: string[] = [];
  const jsonLd: string[] = [];
  const open: string[] = [];
  let language = '';
  let elements = 0;
  /** Elements that stand open beyond the depth. */
  let beyond = 0;
  let skipped: { readonly name: string; depth: number; readonly isJsonLd: boolean } | undefined;
  let inTitle = false;
  let tag = { name: '', attributes: new Map<string, string>() };
  let attribute = '';
  let value = '';

  const popTo = (depth: number): void => {
    while (open.length > depth) body.push(`</${open.pop()}>`);
  };
  const closeImplied = (name: string): void => {
    if (BLOCKS.has(name) && open.at(-1) === 'p') popTo(open.length - 1);
    const rule = CLOSED_BY_SIBLING.get(name);
    if (!rule) return;
    for (let at = open.length - 1; at >= 0 && !rule.inside.has(open[at] ?? ''); at--) {
      if (rule.siblings.has(open[at] ?? '')) popTo(at);
    }
  };
  const skip = ({ name, attributes }: typeof tag): void => {
    const isJsonLd = name === 'script' && /^application\/ld\+json/i.test(attributes.get('type') ?? '');
    skipped = { name, depth: 1, isJsonLd };
    if (isJsonLd) jsonLd.push('');
  };
  const start = (isSelfClosing: boolean): void => {
    const { name, attributes } = tag;
    if (skipped) {
      if (name === skipped.name && !isSelfClosing) skipped.depth += 1;
      return;
    }
    if (name === 'html') language ||= attributes.get('lang') ?? '';
    if (OUTER.has(name) || !/^[a-z][a-z\d-]*$/.test(name)) return;
    if (DROPPED.has(name)) {
      if (!isSelfClosing || RAW.has(name)) skip(tag);
      return;
    }
    if (++elements > MAX_ELEMENTS) return;
    const written = `<${name}${[...attributes].map(([key, said]) => ` ${key}="${said}"`).join('')}>`;
    if (HEAD.has(name)) {
      inTitle = name === 'title';
      head.push(written);
      return;
    }
    if (VOID.has(name)) {
      body.push(written);
      return;
    }
    if (beyond === 0) closeImplied(name);
    if (beyond > 0 || open.length >= MAX_DEPTH) {
      beyond += 1;
      return;
    }
    open.push(name);
    body.push(written);
  };
  const end = (name: string): void => {
    if (skipped) {
      if (name === skipped.name && --skipped.depth === 0) skipped = undefined;
      return;
    }
    if (name === 'title' && inTitle) {
      inTitle = false;
      head.push('</title>');
      return;
    }
    if (beyond > 0) {
      beyond -= 1;
      return;
    }
    const at = open.lastIndexOf(name);
    if (at >= 0) popTo(at);
  };

  const tokenize = createTokenizer(
    { decodeEntities: false },
    {
      onopentagname: (from, to) => {
        tag = { name: page.slice(from, to).toLowerCase(), attributes: new Map() };
      },
      onattribname: (from, to) => {
        attribute = to - from > 20 ? '' : page.slice(from, to).toLowerCase();
        value = '';
      },
      onattribdata: (from, to) => {
        if (KEPT_ATTRIBUTES.has(attribute) && value.length < MAX_VALUE)
          value += page.slice(from, Math.min(to, from + MAX_VALUE));
      },
      onattribend: () => {
        const { attributes } = tag;
        if (!KEPT_ATTRIBUTES.has(attribute) || attributes.size >= MAX_ATTRIBUTES || attributes.has(attribute)) return;
        if (attribute !== 'style' || INVISIBLE.test(value)) attributes.set(attribute, value.replaceAll('"', '&quot;'));
      },
      onopentagend: () => start(false),
      onselfclosingtag: () => start(true),
      onclosetag: (from, to) => end(page.slice(from, to).toLowerCase()),
      ontext: (from, to) => {
        if (skipped?.isJsonLd) {
          const last = jsonLd.length - 1;
          const before = jsonLd[last] ?? '';
          jsonLd[last] = before + page.slice(from, Math.min(to, from + MAX_JSON_LD - before.length));
        } else if (!skipped && inTitle) {
          head.push(asText(page.slice(from, Math.min(to, from + MAX_TITLE))));
        } else if (!skipped) {
          body.push(asText(page.slice(from, to)));
        }
      },
    },
  );
  tokenize(page);
  popTo(0);
  if (inTitle) head.push('</title>');
  const html = `<html lang="${language}"><head>${head.join('')}</head><body>${body.join('')}</body></html>`;
  return { html, jsonLd };
}

/** A `<` that opened no tag here must open none in the parser behind. */
const asText = (source: string): string => source.replaceAll('<', '&lt;');
