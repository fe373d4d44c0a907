import type { ParsedFeed } from '../shared/domain.ts';
import { absolute, relationOf } from './links.ts';
import type { Element } from './scan.ts';
import { textOf } from './values.ts';

export type Polling = Pick<ParsedFeed['feed'], 'ttl' | 'self' | 'hubs' | 'older'>;

/** Seconds of the periods of the RSS syndication module. */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_629_800,
  yearly: 31_557_600,
};

/** RSS `ttl` in minutes, or else so many updates a period; the module's defaults are one and a day. */
function ttlOf(said: ReadonlyMap<string, string>): number | undefined {
  const minutes = Number(said.get('rss:ttl') || Number.NaN);
  if (minutes > 0 && minutes < Number.POSITIVE_INFINITY) return Math.round(minutes * 60);
  const period = said.get('sy:updateperiod');
  const frequency = said.get('sy:updatefrequency');
  if (period === undefined && frequency === undefined) return undefined;
  const seconds = PERIODS[period?.toLowerCase() ?? 'daily'];
  const updates = Number(frequency || 1);
  return seconds !== undefined && updates >= 1 ? Math.max(1, Math.round(seconds / updates)) : undefined;
}

/** What a feed says of how and where it wants to be polled: RSS, the syndication module, WebSub, RFC 5005. */
export function readPolling(text: string, elements: readonly Element[]): Polling {
  const said = new Map<string, string>();
  const links = new Map<string, Set<string>>();
  for (const element of elements) {
    const { name, attributes, pieces, base } = element;
    if (name.endsWith(':link')) {
      const address = absolute(attributes.get('href') ?? '', base);
      const relation = relationOf(attributes.get('rel'));
      if (address) links.set(relation, (links.get(relation) ?? new Set()).add(address));
    } else if (name === 'rss:ttl' || name.startsWith('sy:')) said.set(name, textOf(text, pieces));
  }
  const [self] = links.get('self') ?? [];
  const [older] = links.get('prev-archive') ?? links.get('next') ?? [];
  const hubs = [...(links.get('hub') ?? [])];
  const ttl = ttlOf(said);
  return {
    ...(ttl !== undefined && { ttl }),
    ...(self !== undefined && { self }),
    ...(hubs.length > 0 && { hubs }),
    ...(older !== undefined && { older }),
  };
}
