import { regionName, topicName } from '../lambdas/tag/vocabulary.ts';
import type { Example, TagDifference } from '../local/retag/difference.ts';
import type { LabelScores, Retagged } from '../local/retag/retag.ts';
import { LABEL_KINDS, measuresOf, type Score, type Scores } from '../local/retag/scores.ts';
import { table } from './output.ts';

/** Tags that a person reads through; `--json` has all. */
const MOST_TAGS = 25;

const nameOf = ({ kind, code }: TagDifference): string =>
  (kind === 'topic' ? topicName(code) : regionName(code)) ?? code;

export const namedTags = (tags: readonly TagDifference[]) =>
  tags.map(({ kind, code, ...rest }) => ({ kind, code, name: nameOf({ kind, code, ...rest }), ...rest }));

const withMeasures = ({ regions, topics }: Scores) => ({
  regions: { ...regions, ...measuresOf(regions) },
  topics: { ...topics, ...measuresOf(topics) },
});

export const measuredLabels = ({ before, after, texts, unmet }: LabelScores) => ({
  before: withMeasures(before),
  after: withMeasures(after),
  texts: withMeasures(texts),
  unmet,
});

/** What tagging anew changes, for a person. @param how nothing is changed, or the stories are queued for it */
export function* retagLines(
  retagged: Retagged,
  version: string,
  { dryRun, queued }: { readonly dryRun: boolean; readonly queued: boolean },
): Generator<string> {
  const { stories, versions, tagged, changed, tags, labels, absent } = retagged;
  const { [version]: current = 0, ...others } = versions;
  yield `${stories} stored stories; this tagger is ${version}.`;
  for (const [other, count] of Object.entries(others)) yield `${count} are tagged by ${other}.`;
  if (stories === 0) return;
  if (tagged > 0 && queued)
    yield `${tagged} are queued, to be tagged anew in the next minutes, and ${changed} get other tags.`;
  else if (tagged > 0) yield `${tagged} are tagged anew, and ${changed} have other tags.`;
  else if (current === stories) yield 'All are tagged by this version already: nothing changes.';
  else if (dryRun) yield `${changed} would have other tags. Nothing is changed; without --dry-run it is.`;
  if (absent > 0)
    yield `${absent} archived lines are of stories that the index lacks; \`dateline replay\` brings them back.`;

  for (const tag of tags.slice(0, MOST_TAGS)) yield* linesOf(tag);
  if (tags.length > MOST_TAGS) yield `\n${tags.length - MOST_TAGS} more tags change; --json has them all.`;
  if (labels) yield `\n${scoreTable(labels)}`;
  if (labels && labels.unmet > 0) yield `Labels for stories that are not among these: ${labels.unmet}.`;
}

function* linesOf(tag: TagDifference): Generator<string> {
  const { kind, code, gained, lost, examples } = tag;
  yield `\n${code}  ${nameOf(tag)}${kind === 'mentioned' ? ', only mentioned' : ''}: ${gained} gained, ${lost} lost`;
  for (const example of examples.gained) yield exampleLine('+', example);
  for (const example of examples.lost) yield exampleLine('-', example);
}

const exampleLine = (sign: string, { id, title, sample, evidence }: Example): string =>
  `  ${sign} ${id}  ${sample ? '[sample] ' : ''}${title}${evidence ? `  (${evidence.rule} “${evidence.text}”)` : ''}`;

function scoreTable({ before, after, texts }: LabelScores): string {
  const rows = LABEL_KINDS.flatMap((kind) => [
    [`${kind}, old tags`, before[kind]] as const,
    [`${kind}, new tags`, after[kind]] as const,
    [`${kind}, new tags of own texts`, texts[kind]] as const,
  ]);
  return table(
    ['labels', 'documents', 'precision', 'recall', 'F1'],
    rows.filter(([, { documents }]) => documents > 0).map(([name, score]) => [name, ...figuresOf(score)]),
  );
}

function figuresOf(score: Score): string[] {
  const { precision, recall, f1 } = measuresOf(score);
  return [String(score.documents), ...[precision, recall, f1].map((share) => share?.toFixed(3) ?? '–')];
}
