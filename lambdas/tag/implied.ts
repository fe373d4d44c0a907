import type { Role } from '../shared/domain.ts';
import { ancestorsOf } from './hierarchy.ts';

interface Tag {
  readonly code: string;
  readonly score: number;
  readonly role?: Role;
  readonly implied?: boolean;
}

const STRENGTH: Readonly<Record<Role, number>> = { mentioned: 0, dateline: 1, about: 2 };

/** Whether `a` says more than `b`: the role decides, then the score. */
function isStronger(a: Tag, b: Tag): boolean {
  const difference = (a.role ? STRENGTH[a.role] : 0) - (b.role ? STRENGTH[b.role] : 0);
  return difference > 0 || (difference === 0 && a.score > b.score);
}

/**
 * Adds the areas around regions, or the topics around topics, each as strong as the strongest tag within.
 *
 * @param imply makes the tag of a code that follows from another tag; to spread that one would take a tenth of all time
 */
export function withImplied<T extends Tag>(direct: readonly T[], imply: (code: string, from: T) => T): T[] {
  const tags = new Map<string, T>();
  for (const tag of direct) tags.set(tag.code, tag);
  for (const tag of direct) {
    for (const code of ancestorsOf(tag.code)) {
      const known = tags.get(code);
      if (known === undefined) tags.set(code, imply(code, tag));
      else if (isStronger(tag, known)) tags.set(code, known.implied ? imply(code, tag) : { ...tag, code });
    }
  }
  return [...tags.values()];
}
