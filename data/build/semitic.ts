/** `مصري` → also the feminine, the plurals and the dual; the article stands on the word and is taken off as it is read. */
export function arabicForms(adjective: string): string[] {
  if (!/^\S+ي$/.test(adjective)) return [adjective];
  return ['', 'ة', 'ون', 'ين', 'ان', 'ات'].map((ending) => adjective + ending);
}

/** `רוסי` → also `רוסית`, `רוסייה`, `רוסים`, `רוסיים`, `רוסיות`; of two words (`צפון קוריאני`) the last one. */
export function hebrewForms(adjective: string): string[] {
  if (!adjective.endsWith('י')) return [adjective];
  return ['', 'ת', 'יה', 'ם', 'ים', 'ות'].map((ending) => adjective + ending);
}
