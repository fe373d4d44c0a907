/** Counts of one measure: labels that were found, that were wrong, that were missed, each by label. */
export interface Counts {
  readonly found: Map<string, number>;
  readonly wrong: Map<string, number>;
  readonly missed: Map<string, number>;
}

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Mean of the labels' own F1, over labels that stand at least `least` times. */
  readonly macro: number;
}

export function createCounts(): Counts {
  return { found: new Map(), wrong: new Map(), missed: new Map() };
}

function increment(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Adds one item: what was wanted, what the tagger said. */
export function count(counts: Counts, wanted: Iterable<string>, given: Iterable<string>): void {
  const want = new Set(wanted);
  const have = new Set(given);
  for (const label of have) increment(want.has(label) ? counts.found : counts.wrong, label);
  for (const label of want) if (!have.has(label)) increment(counts.missed, label);
}

function f1Of(found: number, wrong: number, missed: number): number {
  return found === 0 ? 0 : (2 * found) / (2 * found + wrong + missed);
}

function total(map: ReadonlyMap<string, number>): number {
  return [...map.values()].reduce((sum, value) => sum + value, 0);
}

export function scoresOf({ found, wrong, missed }: Counts, least = 1): Scores {
  const [hits, errors, misses] = [total(found), total(wrong), total(missed)];
  const labels = [...new Set([...found.keys(), ...missed.keys()])].filter(
    (label) => (found.get(label) ?? 0) + (missed.get(label) ?? 0) >= least,
  );
  const each = labels.map((label) => f1Of(found.get(label) ?? 0, wrong.get(label) ?? 0, missed.get(label) ?? 0));
  return {
    precision: hits === 0 ? 0 : hits / (hits + errors),
    recall: hits === 0 ? 0 : hits / (hits + misses),
    f1: f1Of(hits, errors, misses),
    macro: each.length === 0 ? 0 : each.reduce((sum, value) => sum + value, 0) / each.length,
  };
}
