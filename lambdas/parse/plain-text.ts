import { withoutControls } from './controls.ts';
import { createTokenizer } from './tokens.ts';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead ' +
    'title tr ul'
  ).split(' '),
);

/** Elements whose text is code or a fallback; the tokenizer hands it over raw, up to the closing tag. */
const UNREADABLE = new Set(['script', 'style', 'iframe', 'noembed', 'noframes']);

const CELLS = new Set(['td', 'th']);

/**
 * Markup → the text that a reader sees: character references decoded, scripts and styles dropped, block elements as line
 * breaks, white space folded. Linear in its input, whatever the nesting.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return fold(html);
  const parts: string[] = [];
  let hidden = false;
  /** Elements in which a line of the source is a line. */
  let preformatted = 0;
  const name = (start: number, end: number) => html.slice(start, end).toLowerCase();
  const tokenize = createTokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const opened = name(start, end);
        if (BLOCKS.has(opened)) parts.push('\n');
        else if (CELLS.has(opened)) parts.push(' ');
        if (opened === 'pre') preformatted++;
        hidden = UNREADABLE.has(opened);
      },
      onclosetag: (start, end) => {
        const closed = name(start, end);
        if (BLOCKS.has(closed)) parts.push('\n');
        if (closed === 'pre') preformatted = Math.max(0, preformatted - 1);
        hidden = false;
      },
      ontext: (start, end) => {
        // A line break in the source of markup is a space; those that are seen come from block elements.
        const said = html.slice(start, end);
        if (!hidden) parts.push(preformatted > 0 ? said : said.replaceAll('\n', ' '));
      },
      ontextentity: (codepoint) => {
        if (!hidden) parts.push(String.fromCodePoint(codepoint));
      },
    },
  );
  tokenize(html);
  return fold(withoutControls(parts.join('')));
}

/** Runs of white space become one space, or one line break where they hold one. */
const fold = (text: string): string => text.replace(/[\s\u200b]+/g, (run) => (run.includes('\n') ? '\n' : ' ')).trim();
