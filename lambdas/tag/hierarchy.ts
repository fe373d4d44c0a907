import hierarchy from '../../data/built/hierarchy.json' with { type: 'json' };

const PARENTS: ReadonlyMap<string, string> = new Map(Object.entries(hierarchy.parents));
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

/** A topic of the data, one object for each, so that its terms are counted without a look at its code. */
export interface Topic {
  readonly code: string;
  /** Counted from 0 as the data names them. */
  readonly number: number;
  /** The widest topic around it, where one is. */
  readonly top: Topic | undefined;
}

const topics = new Map<string, Topic>();

/** @param code one of the data, not of a request: it is kept */
export function topicOf(code: string): Topic {
  const known = topics.get(code);
  if (known) return known;
  const above = ancestorsOf(code).at(-1);
  const top = above === undefined ? undefined : topicOf(above);
  const topic: Topic = { code, number: topics.size, top };
  topics.set(code, topic);
  return topic;
}
