import parents from '../../data/built/hierarchy.json' with { type: 'json' };

const PARENTS: ReadonlyMap<string, string> = new Map(Object.entries(parents));
const chains = new Map<string, readonly string[]>();

/** The areas around a region, or the topics around a topic, the narrowest first. */
export function ancestorsOf(code: string): readonly string[] {
  const known = chains.get(code);
  if (known) return known;
  const parent = PARENTS.get(code);
  const chain = parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
  if (PARENTS.has(code)) chains.set(code, chain);
  return chain;
}

/** Those of the codes that are no ancestor of another one. */
export function narrowest(codes: readonly string[]): string[] {
  const wider = new Set(codes.flatMap(ancestorsOf));
  return codes.filter((code) => !wider.has(code));
}

const tops = new Map<string, string>();

/** The widest one around a region or a topic, itself where nothing is. */
export function topOf(code: string): string {
  let top = tops.get(code);
  if (top === undefined) {
    top = ancestorsOf(code).at(-1) ?? code;
    if (PARENTS.has(code)) tops.set(code, top);
  }
  return top;
}
