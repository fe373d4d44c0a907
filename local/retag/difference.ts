import type { Tags } from '../../lambdas/shared/domain.ts';
import { ancestorsOf } from '../../lambdas/tag/vocabulary.ts';

/** `region`: found by default, as what a story is about or was filed from. `mentioned`: found in any role only. */
export type TagKind = 'region' | 'mentioned' | 'topic';

/** A story that gained or lost a tag, with the evidence for it: of the new tags, or of the old ones. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly sample?: boolean;
  readonly evidence?: { readonly rule: string; readonly text: string };
}

/** What becomes of one tag. */
export interface TagDifference {
  readonly kind: TagKind;
  readonly code: string;
  readonly gained: number;
  readonly lost: number;
  /** The first few of each. */
  readonly examples: { readonly gained: readonly Example[]; readonly lost: readonly Example[] };
}

/** Adds up the differences of stories, one after the other. */
export interface Differences {
  /** @returns whether the story has other tags than before */
  add(story: Omit<Example, 'evidence'>, before: Tags, after: Tags): boolean;
  /** Those that changed most first. */
  list(): TagDifference[];
}

/** @param most examples of each tag, gained and lost */
export function createDifferences(most: number): Differences {
  const tags = new Map<string, { kind: TagKind; code: string; gained: Tally; lost: Tally }>();

  return {
    add(story, before, after) {
      const [had, has] = [tagsOf(before), tagsOf(after)];
      const gained = [...has].filter(([name]) => !had.has(name));
      const lost = [...had].filter(([name]) => !has.has(name));
      for (const [changes, side, from] of [[gained, 'gained', after] as const, [lost, 'lost', before] as const]) {
        for (const [name, tag] of changes) {
          const difference = tags.get(name) ?? { ...tag, gained: createTally(), lost: createTally() };
          tags.set(name, difference);
          const tally = difference[side];
          tally.count += 1;
          if (tally.examples.length < most) tally.examples.push(exampleOf(story, tag.code, from));
        }
      }
      return gained.length + lost.length > 0;
    },

    list: () =>
      [...tags]
        .sort(([a, x], [b, y]) => totalOf(y) - totalOf(x) || (a < b ? -1 : 1))
        .map(([, { kind, code, gained, lost }]) => ({
          ...{ kind, code, gained: gained.count, lost: lost.count },
          examples: { gained: gained.examples, lost: lost.examples },
        })),
  };
}

interface Tally {
  count: number;
  readonly examples: Example[];
}

const createTally = (): Tally => ({ count: 0, examples: [] });

const totalOf = ({ gained, lost }: { readonly gained: Tally; readonly lost: Tally }) => gained.count + lost.count;

function tagsOf({ regions, topics }: Tags) {
  const tags = [
    ...regions.map(({ code, role }) => ({
      kind: role === 'mentioned' ? ('mentioned' as const) : ('region' as const),
      code,
    })),
    ...topics.map(({ code }) => ({ kind: 'topic' as const, code })),
  ];
  return new Map(tags.map((tag) => [`${tag.kind} ${tag.code}`, tag]));
}

/** The evidence is that of the tag itself or of a narrower one, from which it follows. */
function exampleOf({ id, title, sample }: Omit<Example, 'evidence'>, code: string, tags: Tags): Example {
  const found =
    tags.evidence.find(({ tag }) => tag === code) ?? tags.evidence.find(({ tag }) => ancestorsOf(tag).includes(code));
  return {
    ...{ id, title },
    ...(sample && { sample }),
    ...(found && { evidence: { rule: found.rule, text: found.text } }),
  };
}
