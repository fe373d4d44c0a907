import { existsSync } from 'node:fs';
import type { Story } from '../lambdas/shared/domain.ts';
import { isLive, readFeeds } from '../local/sample-wire/stories.ts';
import { readAnnotated, readReuters, readSections } from './labelled.ts';

const SETS = ['bbc', 'agnews', 'huffpost', 'masakhanews-eng'];
const COPIES = 200;

export interface News {
  readonly source: string;
  readonly stories: readonly Story[];
}

/** The news of `DATELINE_DATA`, else the stories of the sample wire over and over. */
export function readNews(folder: string | undefined): News {
  if (folder !== undefined && existsSync(folder)) {
    const sets = [readAnnotated(folder), readReuters(folder), ...SETS.map((set) => readSections(folder, set))];
    return { source: 'news of DATELINE_DATA', stories: sets.flat().map(({ story }) => story) };
  }
  const stories = readFeeds()
    .filter(isLive)
    .flatMap(({ language, stories }) =>
      stories.map(({ title, body }) => ({ title, summary: '', content: body, language })),
    );
  return {
    source: `the sample wire, ${COPIES} times (DATELINE_DATA names no folder)`,
    stories: Array.from({ length: COPIES }, () => stories).flat(),
  };
}

export function bytesOf({ title, summary, content }: Story): number {
  return Buffer.byteLength(title) + Buffer.byteLength(summary) + Buffer.byteLength(content);
}
