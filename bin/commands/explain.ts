import { text } from 'node:stream/consumers';
import { Command } from '@commander-js/extra-typings';
import { locate } from '../../lambdas/archive/locate.ts';
import type { Evidence, Story, Tags } from '../../lambdas/shared/domain.ts';
import { storyOf } from '../../lambdas/tag/story.ts';
import { tag } from '../../lambdas/tag/tag.ts';
import { regionName, topicName } from '../../lambdas/tag/vocabulary.ts';
import { openStore } from '../../local/store.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { findItem } from './item.ts';

export function explainCommand() {
  return new Command('explain')
    .description('Show each tag of a story with its evidence in the text')
    .argument('<id>', 'as `query` shows it, or - to tag a text from standard input (first line: the title)')
    .addOption(jsonOption())
    .action(async (id, { json }) => {
      const { story, tags, sample } = id === '-' ? await fromStandardInput() : await fromIndex(id);
      if (json) printJson({ regions: tags.regions, topics: tags.topics, evidence: tags.evidence, sample });
      else {
        print(`${sample ? '[sample] ' : ''}${story.title}`);
        for (const line of linesOf(story, tags)) print(line);
      }
    });
}

interface Explained {
  readonly story: Story;
  readonly tags: Tags;
  readonly sample: boolean;
}

async function fromStandardInput(): Promise<Explained> {
  const [title = '', ...lines] = (await text(process.stdin)).split('\n');
  const story = { title: title.trim(), summary: '', content: lines.join('\n').trim() };
  return { story, tags: tag(story), sample: false };
}

/** The tags as they stand in the index: what a query goes by, also after the tagger has changed. */
async function fromIndex(id: string): Promise<Explained> {
  const store = await openStore();
  try {
    const item = await findItem(store, id);
    const { entry } = await locate(store.archive, item.raw);
    return { story: storyOf(entry), tags: item, sample: item.sample === true };
  } finally {
    await store.close();
  }
}

function* linesOf(story: Story, { regions, topics, evidence }: Tags): Generator<string> {
  if (regions.length + topics.length === 0) yield 'No tags: nothing in the text speaks for a region or a topic.';
  for (const { code, role, score, implied } of regions) {
    yield `${code}  ${regionName(code) ?? ''}  ${role}, score ${score}${implied ? ', follows from a narrower region' : ''}`;
    for (const found of evidence) if (found.tag === code) yield `    ${inContext(story, found)}`;
  }
  for (const { code, score, implied } of topics) {
    yield `${code}  ${topicName(code) ?? ''}  score ${score}${implied ? ', follows from a narrower topic' : ''}`;
    for (const found of evidence) if (found.tag === code) yield `    ${inContext(story, found)}`;
  }
}

/** Characters shown on both sides of a match. */
const CONTEXT = 40;

function inContext(story: Story, { rule, field, start, end, weight }: Evidence): string {
  const whole = story[field];
  const before = whole.slice(Math.max(0, start - CONTEXT), start);
  const after = whole.slice(end, end + CONTEXT);
  const shown = `${before}»${whole.slice(start, end)}«${after}`.replace(/\s+/g, ' ').trim();
  return `${rule}, weight ${weight}, ${field} ${start}–${end}: …${shown}…`;
}
