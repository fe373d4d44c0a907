/**
 * What a wire sets before the headline of another take of a story: `UPDATE 2-`, `CORRECTED-REFILE-`,
 * `CORRECTED UPDATE 1-`, `(2nd LD)`, `Correction:`.
 */
const MARK = /(?:UPDATE|WRAPUP|RPT|REPEAT|REFILE|REFILED|RECAST|RECASTS|CORRECTED|CORRECTION|LEAD)(?:\s*\d{1,2})?/
  .source;
const TAKE = new RegExp(
  `^\\W*(?:(?:${MARK}\\s)*${MARK}\\s*[-–—:]\\s*|(?:Update|Correction)(?:\\s\\d{1,2})?:\\s*|\\((?:\\d{1,2}(?:st|nd|rd|th)\\s)?(?:LEAD|LD)\\)\\s*)+`,
);
const TAKE_BEHIND = /\s*[([](?:UPDATED?|CORRECTED|CORRECTION|REFILED?)(?:\s*\d{1,2})?[\])]\s*$/i;

const MIN_WORDS = 4;
/** Letters that make a headline where words are not set apart. */
const MIN_LETTERS = 16;

/** True where the headline says that it is of another take of a story. */
export const isTake = (title: string): boolean => TAKE.test(title) || TAKE_BEHIND.test(title);

/**
 * The words of a headline without the marks of its take, to compare with others: `UPDATE 1-Talks end in Geneva` and
 * `Talks end in Geneva` are one.
 *
 * @param title plain text, as the index has it: queries compare too, and have no need of a reader of markup
 * @returns `undefined` where it is too short to be that of one story
 */
export function headlineOf(title: string): string | undefined {
  const words =
    title
      // First, since TAKE_BEHIND would be tried from each place in a long run of white space.
      .replace(/[\s\u200b]+/g, ' ')
      .trim()
      .replace(TAKE, '')
      .replace(TAKE_BEHIND, '')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= MIN_WORDS || words.join('').length >= MIN_LETTERS ? words.join(' ') : undefined;
}
