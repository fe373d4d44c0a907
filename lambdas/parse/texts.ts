/**
 * Keeps long text out of the document that rss-parser reads: a short token stands for it there. Its bodies are the
 * larger part of a feed, and no parser but the tokenizer has to walk over them.
 */
export interface Texts {
  /** @returns a token for the text */
  hide(text: string): string;
  /** @returns the text itself, or a token where it is long */
  shorten(text: string): string;
  /** @returns the text that a token stands for; anything else as it is */
  restore(said: string): string;
}

/** Begins a token: a character of the private use area, which text has no use for. */
const MARK = '\uE000';
/** Characters beyond which a token is cheaper. */
const SHORT = 200;

export function createTexts(): Texts {
  const texts: string[] = [];
  const hide = (text: string): string => `${MARK}${texts.push(text) - 1}`;
  return {
    hide,
    shorten: (text) => (text.length > SHORT || text.startsWith(MARK) ? hide(text) : text),
    restore: (said) => (said.startsWith(MARK) ? (texts[Number(said.slice(MARK.length))] ?? said) : said),
  };
}
