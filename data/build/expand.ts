/**
 * A word may list its endings: `kidnap|ped|ping` stands for kidnap, kidnapped and kidnapping. Where the stem is no word, `~` parts
 * them: `америк~анский~анец`.
 */
export function expandEndings(phrase: string): string[] {
  let expanded = [''];
  for (const word of phrase.split(' ')) {
    const [start = '', ...alternatives] = word.split('~');
    const words = alternatives.length === 0 ? [start] : alternatives.map((ending) => start + ending);
    const forms = words.flatMap((one) => {
      const [stem = '', ...endings] = one.split('|');
      return [stem, ...endings.map((ending) => stem + ending)];
    });
    expanded = expanded.flatMap((before) => forms.map((form) => (before === '' ? form : `${before} ${form}`)));
  }
  return expanded;
}

/** The phrase, and its last word in the plural where that is regular: `car bomb`, `car bombs`. */
export function withPlural(phrase: string): string[] {
  if (!/[a-z]{3}$/.test(phrase) || phrase.endsWith('s')) return [phrase];
  if (/[^aeiou]y$/.test(phrase)) return [phrase, `${phrase.slice(0, -1)}ies`];
  if (/(?:[cs]h|x|z)$/.test(phrase)) return [phrase, `${phrase}es`];
  return [phrase, `${phrase}s`];
}
