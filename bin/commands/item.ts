import { Command } from '@commander-js/extra-typings';
import { locate } from '../../lambdas/archive/locate.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { regionName, topicSlug } from '../../lambdas/tag/vocabulary.ts';
import { stackOption } from '../options.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { type Store, withStore } from '../store.ts';

export function itemCommand() {
  return new Command('item')
    .description('Show everything known of a story: its revisions, its tags, where its raw bytes are')
    .argument('<id>', 'as `query` shows it')
    .addOption(jsonOption())
    .addOption(stackOption())
    .action((id, { json, stack }) =>
      withStore(stack, async (store) => {
        const known = await readItem(store, id);
        if (json) printJson(known);
        else for (const line of linesOf(known)) print(line);
      }),
    );
}

/** @throws InputError where there is no such item */
export async function findItem({ index }: Store, id: string) {
  const item = (await index.getItems([id])).get(id);
  if (!item) throw new InputError(`no item has the id ${id}; \`dateline query\` shows ids`);
  return item;
}

async function readItem(store: Store, id: string) {
  const item = await findItem(store, id);
  const sighting = await locate(store.archive, item.raw);
  return { ...item, archive: store.archiveUrl, response: sighting.response, entry: sighting.entry };
}

function* linesOf(item: Awaited<ReturnType<typeof readItem>>): Generator<string> {
  yield `${item.sample ? '[sample] ' : ''}${item.withdrawn ? '[withdrawn] ' : ''}${item.title}`;
  if (item.summary) yield `\n${item.summary}\n`;
  const fields: Record<string, string | undefined> = {
    id: item.id,
    link: item.link,
    language: item.language,
    authors: item.authors.join(', '),
    published: item.publishedAt,
    'first seen': item.firstSeenAt,
    stored: item.storedAt,
    tagged: item.taggedAt,
    queryable: item.queryableAt,
    trace: item.trace,
    feeds: item.feeds.join(', '),
    publisher: item.publisherCountry && (regionName(item.publisherCountry) ?? item.publisherCountry),
    revision: String(item.rev),
    regions: item.regions.map(({ code, role, score }) => `${regionName(code) ?? code} (${role} ${score})`).join(', '),
    topics: item.topics.map(({ code, score }) => `${topicSlug(code) ?? code} (${score})`).join(', '),
    tagger: item.taggerVersion,
    response: item.response,
    line: `${item.raw.key} line ${item.raw.line + 1}`,
    archive: item.archive,
  };
  for (const [name, value] of Object.entries(fields)) if (value) yield `${name.padEnd(11)} ${value}`;
  yield 'revisions';
  for (const { at, feedId, withdrawn, raw, fullText } of item.revisions) {
    yield `  ${at} ${feedId} ${withdrawn ? 'withdrawn ' : ''}${raw.key} line ${raw.line + 1}`;
    if (fullText) yield `  ${fullText.at} its page ${fullText.raw.key} line ${fullText.raw.line + 1}`;
  }
}
