import { createRequire } from 'node:module';
import * as z from 'zod';
import { readYaml } from './read.ts';

const Rules = z.array(z.object({ name: z.string(), rules: z.array(z.string()).default([]) }));

/** Parameters by which sites name an article: a list that grows one of them would make all articles of a site one. */
const NAMES = ['id', 'p', 'story', 'storyid', 'article', 'articleid', 'aid', 'nid', 'newsid', 'post', 'page', 'q', 'v'];

export interface Trackers {
  readonly names: readonly string[];
  /** Starts of names. */
  readonly starts: readonly string[];
}

/** Names of tracking parameters, in lower case: those that tidy-url takes off the links of every site, and ours. */
export function buildTrackers(): Trackers {
  const rules = Rules.parse(createRequire(import.meta.url)('tidy-url/data/rules.js'));
  const everywhere = rules.find(({ name }) => name === 'Global');
  if (!everywhere || everywhere.rules.length < 50) throw new Error('tidy-url has no list for all sites any more');
  const ours = Object.values(readYaml('trackers.yaml', z.record(z.string(), z.array(z.string())))).flat();

  const all = new Set([...everywhere.rules, ...ours].map((name) => name.toLowerCase()));
  const starts = [...all].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const names = [...all].filter((name) => !name.endsWith('*') && !starts.some((start) => name.startsWith(start)));
  const wrong = NAMES.filter((name) => names.includes(name) || starts.some((start) => name.startsWith(start)));
  if (wrong.length > 0) throw new Error(`parameters that may name an article are listed as trackers: ${wrong}`);
  return { names: names.sort(), starts: starts.sort() };
}
