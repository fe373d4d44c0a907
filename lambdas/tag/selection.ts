import type { Entry, PlaceEntry, TopicEntry } from './model.ts';

/** What a phrase stands for in a story of one language. */
export interface Selected {
  readonly places: readonly PlaceEntry[];
  readonly topics: readonly TopicEntry[];
}

/** Entries of regions are those of languages, listed as `de en es`, or `*` for all. */
function isRead({ language: list }: PlaceEntry, language: string): boolean {
  return list === '*' || list.split(' ').includes(language);
}

const isPlace = (entry: Entry): entry is PlaceEntry => entry.kind === 'region' || entry.kind === 'namesake';

function select(entries: readonly Entry[], language: string): Selected {
  return {
    places: entries.filter(isPlace).filter((entry) => isRead(entry, language)),
    topics: entries.filter((entry): entry is TopicEntry => !isPlace(entry)),
  };
}

const byLanguage = new Map<string, Map<readonly Entry[], Selected>>();

/** Selects what lists of entries say in a language; each list of the lexicon is looked through once. */
export function selectorFor(language: string): (entries: readonly Entry[]) => Selected {
  const known = byLanguage.get(language) ?? new Map<readonly Entry[], Selected>();
  byLanguage.set(language, known);
  return (entries) => {
    let selected = known.get(entries);
    if (selected === undefined) {
      selected = select(entries, language);
      known.set(entries, selected);
    }
    return selected;
  };
}
