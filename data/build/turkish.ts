const CASES_AFTER_BACK = ['lar', 'ların', 'lara', 'ları', 'lardan', 'larla'];
const CASES_AFTER_FRONT = ['ler', 'lerin', 'lere', 'leri', 'lerden', 'lerle'];

/** `Alman` → also `Almanlar`, `Almanların`…: the plural of a people takes its endings without an apostrophe. */
export function turkishForms(people: string): string[] {
  const vowel = [...people.toLowerCase()].reverse().find((letter) => 'aıoueiöü'.includes(letter));
  if (vowel === undefined) return [people];
  const endings = 'aıou'.includes(vowel) ? CASES_AFTER_BACK : CASES_AFTER_FRONT;
  return [people, ...endings.map((ending) => people + ending)];
}
