/**
 * Characters that XML forbids, and those of the second control set, which old terminals obey: in no text on purpose.
 * U+0085 stays, being a line break of mainframes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

export const withoutControls = (text: string): string => text.replace(FORBIDDEN, '');
