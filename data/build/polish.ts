/** Endings of a name by the end of its nominative, the longest first: what is cut, what is put on. */
const ENDINGS: readonly (readonly [end: string, cut: number, endings: string])[] = [
  ['ja', 1, 'a i ę ą'],
  ['ia', 1, 'a i ę ą'],
  ['wa', 1, 'a y ie ę ą'],
  ['na', 1, 'a y ie ę ą'],
  ['ka', 2, 'ka ki ce kę ką'],
  ['ga', 2, 'ga gi dze gę gą'],
  ['ny', 1, 'y om ami ach'],
];

/** A Polish name of one word in its cases: `Rosja`, `Rosji`, `Rosję`, `Rosją`. */
export function polishForms(name: string): string[] {
  if (name.includes(' ')) return [name];
  const rule = ENDINGS.find(([end]) => name.endsWith(end));
  if (rule) return rule[2].split(' ').map((ending) => name.slice(0, name.length - rule[1]) + ending);
  return /[bcdfghjklłmnprstwz]$/.test(name) ? ['', 'u', 'owi', 'em', 'ie'].map((ending) => name + ending) : [name];
}
