import type { RegionEntry } from './model.ts';
import { type Hit, type Reading, textOf } from './reading.ts';

const TOGETHER = '+';

/** `米中` names two countries at once, by the code `US+CN`: each stands for itself. */
export function apart(candidates: readonly RegionEntry[]): (readonly RegionEntry[])[] {
  const [entry] = candidates;
  if (entry === undefined) return [];
  if (!entry.code.includes(TOGETHER)) return [candidates];
  return entry.code.split(TOGETHER).map((code) => [{ ...entry, code }]);
}

/** Characters that end a word before a name as often as they open a short form: `其中|美国`, `１５日|中国外務省`, `在|华沙`. */
const LOOSE = '中日以在对對対訪访驻駐来來';

/**
 * Whether two characters of a script without spaces only look like a short form, since a name begins at the second one: a longer
 * name (`在|华盛顿`) or, behind a loose character, one as long (`其中|美国`, but `美韩|国防部长` and `訪米|中`).
 */
export function isCutOff(
  { tokens, places }: Reading,
  from: number,
  { first, last }: { readonly first: number; readonly last: number },
  namesOf: (hit: Hit) => readonly RegionEntry[],
): boolean {
  if (last !== first + 1 || tokens.end[first] !== tokens.start[last]) return false;
  const isLoose = LOOSE.includes(textOf(tokens, first));
  for (let at = from; at < places.length && (places[at] as Hit).first <= last; at++) {
    const hit = places[at] as Hit;
    const length = hit.first === last ? hit.last - hit.first + 1 : 0;
    if (length < 2 || (length === 2 && !isLoose)) continue;
    if (namesOf(hit).some(({ code }) => length > 2 || !code.includes(TOGETHER))) return true;
  }
  return false;
}
