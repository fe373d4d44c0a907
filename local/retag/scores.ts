import { isCountry } from '../../lambdas/shared/countries.ts';
import type { Tags } from '../../lambdas/shared/domain.ts';
import { ancestorsOf } from '../../lambdas/tag/vocabulary.ts';
import type { LabelFile, Labels } from './labels.ts';

/** Counts over all labels of all documents. */
export interface Score {
  documents: number;
  right: number;
  wrong: number;
  missed: number;
}

type LabelKind = keyof Labels;
export const LABEL_KINDS = ['regions', 'topics'] as const satisfies readonly LabelKind[];

/** @returns `undefined` where it is a share of nothing */
export function measuresOf({ right, wrong, missed }: Score) {
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  return {
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
  };
}

/** Scores one document, in the kinds in which it is labelled. */
export type Scorer = (labels: Labels, tags: Tags) => void;

export interface Scores {
  readonly regions: Score;
  readonly topics: Score;
}

/**
 * What follows from a label counts as said, on both sides, as far as the file has labels of that level: a file that knows
 * countries says nothing of areas, and one that knows the widest topics says nothing of narrow ones.
 */
export function createScorer(file: LabelFile): { readonly score: Scorer; readonly scores: Scores } {
  const all = [...file.byId.values(), ...file.byLink.values(), ...file.texts];
  const levels = {
    regions: levelsOf(all.flatMap(({ regions = [] }) => regions)),
    topics: levelsOf(all.flatMap(({ topics = [] }) => topics)),
  };
  const scores = { regions: emptyScore(), topics: emptyScore() };
  return {
    scores,
    score(labels, tags) {
      const given = { regions: indexed(tags), topics: tags.topics.map(({ code }) => code) };
      for (const kind of LABEL_KINDS) {
        const wanted = labels[kind];
        if (!wanted) continue;
        const isCovered = (code: string) => levels[kind].has(levelOf(code));
        const around = new Set(wanted.flatMap((code) => [code, ...ancestorsOf(code)]).filter(isCovered));
        const found = given[kind].filter(isCovered);
        const right = found.filter((code) => around.has(code)).length;
        scores[kind].documents += 1;
        scores[kind].right += right;
        scores[kind].wrong += found.length - right;
        scores[kind].missed += around.size - right;
      }
    },
  };
}

const emptyScore = (): Score => ({ documents: 0, right: 0, wrong: 0, missed: 0 });

const levelOf = (code: string): number | 'country' => (isCountry(code) ? 'country' : ancestorsOf(code).length);

/** Where nothing has a label, countries and the widest topics are what is not there. */
const levelsOf = (codes: readonly string[]): ReadonlySet<number | 'country'> =>
  new Set(codes.length > 0 ? codes.map(levelOf) : ['country', 0]);

const indexed = ({ regions }: Tags): string[] =>
  regions.filter(({ role }) => role !== 'mentioned').map(({ code }) => code);
