import type { Evidence, Story, Tags } from '../lambdas/shared/domain.ts';
import { ancestorsOf, regionName, topicName } from '../lambdas/tag/vocabulary.ts';

/** Characters shown on both sides of the evidence. */
const CONTEXT = 45;

/** Collects false tags by the evidence that they rest on. */
export function createFalseTags() {
  const byEvidence = new Map<string, { count: number; id: string; example: string }>();
  return {
    /** @param wrong codes that the story was given and should not have */
    add(id: string, story: Story, { evidence }: Tags, wrong: readonly string[]): void {
      for (const code of wrong) {
        const found = evidence.find(({ tag }) => tag === code || ancestorsOf(tag).includes(code));
        const key = `${regionName(code) ?? topicName(code) ?? code} · ${found?.rule} · ${found?.text.toLowerCase()}`;
        const known = byEvidence.get(key);
        if (known) known.count++;
        else byEvidence.set(key, { count: 1, id, example: found === undefined ? '' : inContext(story, found) });
      }
    },
    worst(most: number): string[] {
      return [...byEvidence]
        .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
        .slice(0, most)
        .map(([key, { count, id, example }]) => `${String(count).padStart(4)}  ${key}\n      ${id}: ${example}`);
    },
  };
}

function inContext(story: Story, { field, start, end }: Evidence): string {
  const text = story[field];
  const shown = `${text.slice(Math.max(0, start - CONTEXT), start)}»${text.slice(start, end)}«${text.slice(end, end + CONTEXT)}`;
  return `…${shown.replace(/\s+/g, ' ')}…`;
}
