import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type FilterPolicy, filterPolicyOf } from '../lambdas/publish/filter-policy.ts';
import { findFeed, regionCodes, topicCodes } from '../lambdas/query/resolve.ts';
import type { ArrivalKind } from '../lambdas/shared/domain.ts';
import { InputError } from '../lambdas/shared/errors.ts';
import type { FeedStore } from '../lambdas/shared/feed-store.ts';
import { languageCode } from '../lambdas/tag/language-code.ts';
import { regionSlug, topicSlug } from '../lambdas/tag/vocabulary.ts';
import { collect, stackOption } from './options.ts';

const ROLES = ['about', 'dateline', 'any'] as const;
const KINDS: readonly ArrivalKind[] = ['new', 'revised', 'withdrawn'];

/** Options that say what a watch is to be sent. */
export const filtered = (name: string) =>
  new Command(name)
    .option('--region <name>', 'country or UN area by code, slug or name; a comma is OR', collect, [])
    .addOption(
      new Option(
        '--role <role>',
        'what the regions are to a story: what it is about, where it was filed, or any, also mentioned (default: about or dateline)',
      ).choices(ROLES),
    )
    .option('--topic <name>', 'IPTC Media Topic by code, slug or name; a comma is OR', collect, [])
    .option('--feed <name>', 'feed by id, URL or title', collect, [])
    .option('--kind <kinds>', 'of new, revised, withdrawn; a retraction comes to all kinds', kindsIn)
    .option('--lang <codes>', 'languages, such as en,fr', languagesIn)
    .addOption(stackOption());

type Filters = ReturnType<ReturnType<typeof filtered>['opts']>;

export async function policyOf(
  options: Filters,
  id: string,
  feeds: Pick<FeedStore, 'get' | 'list'>,
): Promise<FilterPolicy> {
  const { region, role, topic, feed, kind = [], lang = [] } = options;
  if (role !== undefined && region.length === 0) {
    throw new InputError(`--role ${role} says what a region is to a story; name one with --region`);
  }
  const question = {
    regions: oneOf('region', region).flatMap(regionCodes),
    ...(role !== undefined && { role }),
    topics: oneOf('topic', topic).flatMap(topicCodes),
    feeds: await Promise.all(feed.map(async (name) => (await findFeed(feeds, name)).feedId)),
    kinds: kind,
    languages: lang,
  };
  return filterPolicyOf(question, id);
}

/** In a query several options are ANDed, which SNS cannot do with the values of one attribute. */
function oneOf(option: string, texts: readonly string[]): readonly string[] {
  if (texts.length < 2) return texts;
  throw new InputError(
    `a watch cannot ask for several at once: --${option} '${texts.join(',')}' takes either, and \`dateline query\` finds what has all`,
  );
}

/** A filter policy as people type it. */
export function inWords({ to: _, ...asked }: FilterPolicy): string {
  const parts = Object.entries(asked).map(([name, values]) => `${name} ${values.map(slugOf).join(' or ')}`);
  return parts.length === 0 ? 'everything' : parts.join(', ');
}

const slugOf = (code: string): string => regionSlug(code) ?? topicSlug(code) ?? code;

function kindsIn(text: string): ArrivalKind[] {
  return text.split(',').map((word) => {
    const kind = KINDS.find((one) => one === word.trim());
    if (kind === undefined) throw new InvalidArgumentError(`${word} is none of ${KINDS.join(', ')}.`);
    return kind;
  });
}

function languagesIn(text: string): string[] {
  return text.split(',').map((word) => {
    if (!/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(word.trim()))
      throw new InvalidArgumentError(`${word} is no language, such as en.`);
    return languageCode(word.trim());
  });
}
