import type { Story } from '../lambdas/shared/domain.ts';
import { ancestorsOf } from '../lambdas/tag/hierarchy.ts';
import { loadModel } from '../lambdas/tag/model.ts';
import { readStory } from '../lambdas/tag/reading.ts';

/**
 * What one gets by looking for the same phrases and taking each for what it says: no rules, no weights. Names that several
 * countries share are left out, since they say nothing by themselves.
 */
export function naiveTags(story: Story): { countries: string[]; topics: string[] } {
  const readings = readStory(story, 'en', loadModel());
  const countries = readings
    .flatMap(({ places }) => places.flatMap(({ said }) => said.places))
    .flatMap((entry) =>
      entry.kind === 'region' && entry.rule !== 'shared-name' && isCountry(entry.code) ? [entry.code] : [],
    );
  const topics = readings
    .flatMap(({ terms }) => terms.flatMap(({ said }) => said.terms))
    .flatMap(({ topic }) => [topic.code, ...ancestorsOf(topic.code)]);
  return { countries: [...new Set(countries)], topics: [...new Set(topics)] };
}

export const isCountry = (code: string) => /^[A-Z]{2}$/.test(code);
