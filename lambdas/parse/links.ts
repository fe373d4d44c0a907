import { createTokenizer } from './tokens.ts';

const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** Schemes that lead nowhere and run code when followed. */
const NO_ADDRESS = /^(javascript|data|vbscript):/i;

/**
 * An address as said, made absolute where it is relative and a base is known. An absolute one is kept letter for letter,
 * because identity rests on it.
 */
export function absolute(said: string, base: string | undefined): string | undefined {
  const link = said.replace(/[\t\r\n]+/g, '').trim();
  if (link === '' || NO_ADDRESS.test(link)) return undefined;
  if (SCHEME.test(link)) return link;
  return base !== undefined && URL.canParse(link, base) ? new URL(link, base).href : link;
}

/** The relation of a link: `alternate` where none is said, also where one is written as the address of its registration. */
export const relationOf = (rel: string | undefined): string =>
  rel ? rel.toLowerCase().replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '') : 'alternate';

const ADDRESS_ATTRIBUTE = /^(href|src|action|cite|longdesc|poster|background|data)$/i;
const RELATIVE_ADDRESS =
  /(?:href|src|action|cite|longdesc|poster|background|data)\s*=\s*(?:["'](?!\s*[a-z][a-z\d+.-]*:)|(?!["'\s])(?![a-z][a-z\d+.-]*:))/i;

/** Markup with its addresses made absolute; everything else stays letter for letter. */
export function withAbsoluteLinks(html: string, base: string | undefined): string {
  if (base === undefined || !html.includes('<') || !RELATIVE_ADDRESS.test(html)) return html;
  const parts: string[] = [];
  let copied = 0;
  let isAddress = false;
  const tokenize = createTokenizer(
    { decodeEntities: false },
    {
      onattribname: (start, end) => {
        isAddress = ADDRESS_ATTRIBUTE.test(html.slice(start, end));
      },
      onattribdata: (start, end) => {
        const said = html.slice(start, end);
        if (!isAddress || SCHEME.test(said.trimStart())) return;
        parts.push(
          html.slice(copied, start),
          (absolute(said, base) ?? '').replaceAll('"', '%22').replaceAll("'", '%27'),
        );
        copied = end;
      },
    },
  );
  tokenize(html);
  parts.push(html.slice(copied));
  return parts.join('');
}
