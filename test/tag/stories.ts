import type { Story, Tags } from '../../lambdas/shared/domain.ts';
import { tag } from '../../lambdas/tag/tag.ts';

export function story(content: string, title = '', more: Partial<Story> = {}): Story {
  return { title, summary: '', content, ...more };
}

/** Role of each country that a story names. */
export function countriesOf({ regions }: Tags): Record<string, string> {
  return Object.fromEntries(regions.filter(({ code }) => /^[A-Z]/.test(code)).map(({ code, role }) => [code, role]));
}

/** Countries that a sentence names, sorted. */
export function countriesIn(sentence: string, title = ''): string[] {
  return Object.keys(countriesOf(tag(story(sentence, title)))).sort();
}

export function topicsOf({ topics }: Tags): string[] {
  return topics.map(({ code }) => code);
}
