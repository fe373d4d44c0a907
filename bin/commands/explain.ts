import { text } from 'node:stream/consumers';
import { Command } from '@commander-js/extra-typings';
import { locate } from '../../lambdas/archive/locate.ts';
import { oneTag } from '../../lambdas/query/resolve.ts';
import type { Evidence, Story, Tags } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { explain, type Suppressed, type WhyNot, whyNot } from '../../lambdas/tag/explain.ts';
import { storyOf } from '../../lambdas/tag/story.ts';
import { taggerVersion } from '../../lambdas/tag/tag.ts';
import { regionName, topicName } from '../../lambdas/tag/vocabulary.ts';
import { stackOption } from '../options.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { withStore } from '../store.ts';
import { findItem } from './item.ts';

export function explainCommand() {
  return new Command('explain')
    .description('Show each tag of a story with its evidence in the text, what was left out, or why a tag is missing')
    .argument('<id>', 'as `query` shows it, or - to tag a text from standard input (first line: the title)')
    .option('--why-not <name>', 'why the story lacks this region or topic: code, slug or name', oneTag)
    .addOption(jsonOption())
    .addOption(stackOption())
    .action(async (id, { whyNot: missing, json, stack }) => {
      if (id === '-' && stack !== undefined)
        throw new InputError('a text from standard input is tagged here; --stack is for a story by its id');
      const explained = id === '-' ? await fromStandardInput() : await fromIndex(id, stack);
      const { story, sample } = explained;
      if (missing !== undefined) {
        const answer = whyNot(story, missing);
        if (json) printJson(answer);
        else for (const line of linesOfWhyNot(story, answer)) print(line);
        return;
      }
      const { regions, topics, evidence, suppressed, outdated } = explained;
      if (json) printJson({ regions, topics, evidence, suppressed, sample, ...(outdated && { outdated }) });
      else for (const line of linesOf(explained)) print(line);
    });
}

interface Explained extends Tags {
  readonly story: Story;
  readonly suppressed: readonly Suppressed[];
  readonly sample: boolean;
  /** Version of the tagger that gave the tags, where it is not the one that runs here: then nothing is known of what it left out. */
  readonly outdated?: string;
}

async function fromStandardInput(): Promise<Explained> {
  const [title = '', ...lines] = (await text(process.stdin)).split('\n');
  const story = { title: title.trim(), summary: '', content: lines.join('\n').trim() };
  return { ...explain(story), story, sample: false };
}

/** The tags as they stand in the index: what a query goes by, also after the tagger has changed. */
const fromIndex = (id: string, stack: string | undefined): Promise<Explained> =>
  withStore(stack, async (store) => {
    const { raw, regions, topics, evidence, taggerVersion: version, sample = false } = await findItem(store, id);
    const { entry } = await locate(store.archive, raw);
    const story = storyOf(entry);
    const outdated = version !== taggerVersion;
    const suppressed = outdated ? [] : explain(story).suppressed;
    return { story, regions, topics, evidence, suppressed, sample, ...(outdated && { outdated: version }) };
  });

function* linesOf({ story, regions, topics, evidence, suppressed, sample, outdated }: Explained): Generator<string> {
  yield `${sample ? '[sample] ' : ''}${story.title}`;
  if (regions.length + topics.length === 0) yield 'No tags: nothing in the text speaks for a region or a topic.';
  for (const { code, role, score, implied } of regions) {
    yield `${code}  ${regionName(code) ?? ''}  ${role}, score ${score}${implied ? ', follows from a narrower region' : ''}`;
    for (const found of evidence) if (found.tag === code) yield `    ${inContext(story, found)}`;
  }
  for (const { code, score, implied } of topics) {
    yield `${code}  ${topicName(code) ?? ''}  score ${score}${implied ? ', follows from a narrower topic' : ''}`;
    for (const found of evidence) if (found.tag === code) yield `    ${inContext(story, found)}`;
  }
  yield* linesOfSuppressed(story, suppressed);
  if (outdated)
    yield `Tagged by version ${outdated}; this is ${taggerVersion}: \`dateline retag --dry-run\` shows what would change.`;
}

const nameOf = (code: string) => regionName(code) ?? topicName(code) ?? code;

/** What each rule that leaves something out goes by. */
const REASONS: Readonly<Record<Suppressed['by'], string>> = {
  not: 'part of a phrase that means something else:',
  near: 'counts only beside other words, none of which is in its sentence',
  'longer-name': 'part of a longer name:',
  namesake: 'part of a phrase that means no place:',
  years: 'not meant in the year of the story',
  person: 'the name of a person',
  'named-person': 'called like a person whom the story has named',
  'company-name': 'a company is called after it',
  uncertain: 'nothing says that a place is meant',
  undecided: 'may mean several regions, and nothing says which',
  'rest-of-story': 'the rest of the story speaks for another region of that name',
  surroundings: 'the place behind it says where it lies:',
  passing: 'a company or a team far down in the text',
  currency: 'says what is paid in',
  ticker: 'the sign of a share',
  agreement: 'an agreement is called after it',
  listing: 'only where something is traded',
  'part-of-place': 'part of another place of the dateline',
  'bare-prefix': 'no prefix of a nationality',
  language: 'a language',
};

/** The same words left out for the same reason are shown once. */
function* linesOfSuppressed(story: Story, suppressed: readonly Suppressed[]): Generator<string> {
  if (suppressed.length > 0) yield 'Left out:';
  const alike = new Map<string, { left: Suppressed; count: number }>();
  for (const left of suppressed) {
    const key = `${left.tag} ${left.by} ${left.text.toLowerCase()}`;
    const known = alike.get(key);
    if (known) known.count++;
    else alike.set(key, { left, count: 1 });
  }
  for (const { left, count } of alike.values()) {
    const cause = left.cause === undefined ? '' : ` "${left.cause}"`;
    const times = count === 1 ? '' : `, ${count} times`;
    yield `    ${nameOf(left.tag)}: ${left.by} (${REASONS[left.by]}${cause})${times}: ${inContext(story, left)}`;
  }
}

function* linesOfWhyNot(story: Story, { code, tag, evidence, suppressed, standings }: WhyNot): Generator<string> {
  const role = tag && 'role' in tag ? ` (${tag.role})` : '';
  yield tag ? `The story has ${nameOf(code)}${role}, score ${tag.score}.` : `The story does not have ${nameOf(code)}.`;
  if (evidence.length + suppressed.length === 0) yield 'Nothing in its text speaks for it.';
  for (const { code: of, points, needed, within } of standings) {
    const wanting = within === undefined ? '' : `, and only within ${nameOf(within)}, which is too weak here`;
    yield `${nameOf(of)}: ${points.toFixed(2)} of ${needed.toFixed(2)} points${wanting}`;
    for (const found of evidence) if (found.tag === of) yield `    ${inContext(story, found)}`;
  }
  yield* linesOfSuppressed(story, suppressed);
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
