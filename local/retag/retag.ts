import { getItems } from '../../lambdas/archive/lines.ts';
import { type StoredRange, storedItems } from '../../lambdas/archive/stored-objects.ts';
import { canonicalLink } from '../../lambdas/identify/canonical-link.ts';
import type { Item } from '../../lambdas/index/item.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import type { Sighting, Tagger, Tags } from '../../lambdas/shared/domain.ts';
import { storyOf } from '../../lambdas/tag/story.ts';
import { createDifferences, type TagDifference } from './difference.ts';
import type { LabelFile, Labels } from './labels.ts';
import { createScorer, type Scores } from './scores.ts';

export interface RetagOptions {
  /** Whether to tag the stories anew, or only to tell what that would change. */
  readonly dryRun: boolean;
  /** Tags the stories of an object. @default by these ports, as in a replay */
  readonly tagAnew?: ((key: string) => Promise<unknown>) | undefined;
  readonly labels?: LabelFile | undefined;
  /** Stories to name for each tag, gained and lost. */
  readonly examples: number;
  readonly onProgress: (stories: number, key: string) => void;
}

/** With a tagger that is ready. */
export interface RetagPorts extends Ports {
  readonly tagger: Tagger;
}

export interface Retagged {
  /** Stories that the index has from the objects that were read. */
  readonly stories: number;
  /** How many of them each version of the tagger had tagged. */
  readonly versions: Readonly<Record<string, number>>;
  /** Stories that were tagged anew; none in a dry run. */
  readonly tagged: number;
  /** Stories with other tags than before. Those that were withdrawn have none to be found by, and do not count. */
  readonly changed: number;
  readonly tags: readonly TagDifference[];
  readonly labels?: LabelScores;
  /** Archived states of stories that the index lacks; a replay brings them back. */
  readonly absent: number;
  /** Objects that could not be read or written. */
  readonly faults: readonly { readonly key: string; readonly error: unknown }[];
}

/** Old and new tags against the labels; a text of its own has only new ones. */
export interface LabelScores {
  readonly before: Scores;
  readonly after: Scores;
  readonly texts: Scores;
  /** Labels for stories that were not met. */
  readonly unmet: number;
}

/**
 * Tags the stored stories with this tagger, object by object, and compares that with the tags that they have. A story is
 * looked at where the line is that its row was made from, so it counts once, however often it was revised. What another
 * version has tagged goes through the pipeline again, as in a replay; a run that was killed goes on where it was, since
 * what this version has tagged is left as it is.
 */
export async function retagStored(ports: RetagPorts, range: StoredRange, options: RetagOptions): Promise<Retagged> {
  const differences = createDifferences(options.examples);
  const scoring = options.labels && createLabelScoring(options.labels, ports.tagger);
  const tagAnew = options.tagAnew ?? ((key: string) => ingestObject(key, ports));
  const versions: Record<string, number> = {};
  const faults: { key: string; error: unknown }[] = [];
  let [stories, tagged, changed, absent] = [0, 0, 0, 0];

  const compare = ({ item, sighting }: Told): void => {
    stories += 1;
    versions[item.taggerVersion] = (versions[item.taggerVersion] ?? 0) + 1;
    const after = isCurrent(item, ports.tagger) ? item : ports.tagger.tag(storyOf(sighting.entry));
    scoring?.add(item, after);
    if (!item.withdrawn && differences.add(item, item, after)) changed += 1;
  };

  for await (const key of storedItems(ports.archive, range)) {
    try {
      const { told, missing } = await readObject(ports, key);
      absent += missing;
      told.forEach(compare);
      // A story that a killed run left half tagged is finished on the way.
      const toDo = told.filter(({ item }) => !item.done || !isCurrent(item, ports.tagger)).length;
      if (!options.dryRun && toDo > 0) {
        await tagAnew(key);
        tagged += toDo;
      }
    } catch (error) {
      // The others can be tagged all the same.
      faults.push({ key, error });
    }
    options.onProgress(stories, key);
  }
  const labels = scoring?.result();
  const tags = differences.list();
  return { stories, versions, tagged, changed, tags, absent, faults, ...(labels && { labels }) };
}

/** A story with the line that its row was made from. */
interface Told {
  readonly item: Item;
  readonly sighting: Sighting;
}

async function readObject({ archive, index }: Ports, key: string): Promise<{ told: Told[]; missing: number }> {
  const sightings = await getItems(archive, key);
  const items = await index.getItems(sightings.map(({ id }) => id));
  const told = sightings.flatMap((sighting, line) => {
    const item = items.get(sighting.id);
    return item?.raw.key === key && item.raw.line === line ? [{ item, sighting }] : [];
  });
  return { told, missing: sightings.filter(({ id }) => !items.has(id)).length };
}

const isCurrent = (item: Item, { version }: Tagger): boolean => item.taggerVersion === version;

function createLabelScoring(file: LabelFile, tagger: Tagger) {
  const [before, after, texts] = [createScorer(file), createScorer(file), createScorer(file)];
  const met = new Set<Labels>();
  for (const labelled of file.texts) {
    texts.score(labelled, tagger.tag({ title: labelled.title, summary: '', content: labelled.text }));
  }
  return {
    add(item: Item, tags: Tags): void {
      const link = item.link === undefined ? undefined : canonicalLink(item.link);
      const labels = file.byId.get(item.id) ?? (link === undefined ? undefined : file.byLink.get(link));
      if (!labels) return;
      met.add(labels);
      before.score(labels, item);
      after.score(labels, tags);
    },
    result: (): LabelScores => ({
      ...{ before: before.scores, after: after.scores, texts: texts.scores },
      unmet: file.byId.size + file.byLink.size - met.size,
    }),
  };
}
