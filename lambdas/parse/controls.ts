/** Characters that XML forbids, and those of the second control set, which old terminals obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g;

/** The second control set as Windows-1252 reads it: that is what its characters were before someone took them for Latin 1. */
const WINDOWS = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

function replaced(control: string): string {
  const meant = WINDOWS[control.charCodeAt(0) - 0x80];
  return meant === undefined || meant === '\0' ? '' : meant;
}

export const withoutControls = (text: string): string => text.replace(FORBIDDEN, replaced);
