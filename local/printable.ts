/** A text without control characters but line breaks and tabs: a feed's title must not move a terminal's cursor. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '');
