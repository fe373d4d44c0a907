import type { Entry, IsoTime } from '../shared/domain.ts';
import { headlineOf } from './headline.ts';
import type { Memory, Named } from './identify.ts';

/** As much of an item as tells whether an entry is of it. */
export interface KnownStory {
  readonly id: string;
  readonly title: string;
  readonly withdrawn: boolean;
  readonly publishedAt: IsoTime;
  readonly revisions: readonly { readonly publishedAt?: IsoTime }[];
}

/** A story of the feed, as a note that names its headline looks for it. */
export interface RecentStory {
  readonly id: string;
  readonly publishedAt: IsoTime;
}

/** How old a story may be that a note takes back by its headline. */
const MAX_AGE_MS = 3 * 86_400_000;

/** Takes of a story that one note takes back. */
const MAX_MEANT = 20;

export const oldestMeant = (noteAt: IsoTime): IsoTime => new Date(Date.parse(noteAt) - MAX_AGE_MS).toISOString();

/**
 * The items that an entry speaks of: one, or for a withdrawal note all takes of its story.
 *
 * | it has                                             | it is of                                             |
 * |----------------------------------------------------|------------------------------------------------------|
 * | a guid that is known, and the time or headline too  | that story: its link has moved                       |
 * | an own name that is known                          | that story                                           |
 * | the headline of a note that came before its story  | that note                                            |
 * | (a note) the headline of stories of the feed       | those                                                |
 * | none of these                                      | a new story; a note, one that its headline will find |
 */
export function storiesOf(one: Named, beside: Beside, at: IsoTime, memory: Memory): readonly string[] {
  const { names, withdrawn, entry } = one;
  if (!withdrawn) return [storyOf(one, at, memory)];

  const idsOf = (other: Named): readonly string[] => {
    const seen = memory.seen(other);
    return seen.length > 0 ? seen : [storyOf(other, at, memory)];
  };
  if (entry.deleted) {
    const [story] = (beside.get(names.own) ?? []).flatMap(idsOf);
    return [story ?? storyOf(one, at, memory)];
  }
  const { headline } = names;
  const own = memory.known.get(names.own) ?? memory.known.get(names.guid ?? '');
  const meant = new Set(own && [own.id]);
  if (headline !== undefined) {
    const noteAt = timeOf(entry, at);
    const near = (beside.get(headline) ?? []).filter((other) => isMeant(timeOf(other.entry, at), noteAt));
    const recent = (memory.recent.get(headline) ?? []).filter(({ publishedAt }) => isMeant(publishedAt, noteAt));
    for (const id of [...near.flatMap(idsOf), ...recent.map(({ id }) => id)]) meant.add(id);
  }
  return meant.size > 0 ? [...meant].slice(0, MAX_MEANT) : [headline ?? names.own];
}

/** The stories of a response that are not taken back, by each of their names. */
export type Beside = ReadonlyMap<string, readonly Named[]>;

export function besideOf(all: readonly Named[]): Beside {
  const beside = new Map<string, Named[]>();
  for (const one of all) {
    for (const name of one.withdrawn ? [] : Object.values(one.names)) {
      const others = beside.get(name) ?? [];
      if (others.length < MAX_MEANT) beside.set(name, [...others, one]);
    }
  }
  return beside;
}

function storyOf({ names, withdrawn, entry }: Named, at: IsoTime, { known }: Memory): string {
  const moved = names.guid !== undefined ? known.get(names.guid) : undefined;
  if (moved && agrees(moved, entry)) return moved.id;
  const own = known.get(names.own);
  if (own) return own.id;
  const note = names.headline !== undefined && !withdrawn ? known.get(names.headline) : undefined;
  return note?.withdrawn && isMeant(timeOf(entry, at), note.publishedAt) ? note.id : names.own;
}

/** Guids are made anew, counted from 1 again or the same for all: what is taken for one story must agree otherwise. */
function agrees({ title, revisions }: KnownStory, entry: Entry): boolean {
  if (entry.deleted || title === '') return true;
  const published = entry.published ?? entry.updated;
  if (published !== undefined && revisions.some(({ publishedAt }) => publishedAt === published)) return true;
  return entry.title !== undefined && (headlineOf(entry.title) ?? entry.title) === (headlineOf(title) ?? title);
}

const isMeant = (story: IsoTime, noteAt: IsoTime): boolean => story <= noteAt && story >= oldestMeant(noteAt);

/** Of two copies, as the row orders them. */
function timeOf({ published, updated }: Entry, at: IsoTime): IsoTime {
  const said = published ?? updated;
  return said !== undefined && said <= at ? said : at;
}
