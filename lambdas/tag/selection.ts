import type { Entry, NearEntry, NotEntry, PlaceEntry, TermEntry } from './model.ts';

/** What a phrase stands for in a story of one language, by kind. */
export interface Selected {
  readonly places: readonly PlaceEntry[];
  readonly terms: readonly TermEntry[];
  readonly misleading: readonly NotEntry[];
  readonly near: readonly NearEntry[];
}

/** Entries of regions are those of languages, listed as `de en es`, or `*` for all. */
function isRead({ language: list }: PlaceEntry, language: string): boolean {
  return list === '*' || list.split(' ').includes(language);
}

function select(entries: readonly Entry[], language: string): Selected | undefined {
  const places = entries.filter(
    (entry): entry is PlaceEntry => (entry.kind === 'region' || entry.kind === 'namesake') && isRead(entry, language),
  );
  const terms = entries.filter((entry): entry is TermEntry => entry.kind === 'term');
  const misleading = entries.filter((entry): entry is NotEntry => entry.kind === 'not');
  const near = entries.filter((entry): entry is NearEntry => entry.kind === 'near');
  const isSilent = places.length + terms.length + misleading.length + near.length === 0;
  return isSilent ? undefined : { places, terms, misleading, near };
}

const byLanguage = new Map<string, Map<readonly Entry[], Selected | undefined>>();

/**
 * Selects what lists of entries say in a language, `undefined` for nothing. The lexicon has few lists, and each is looked
 * through once.
 */
export function selectorFor(language: string): (entries: readonly Entry[]) => Selected | undefined {
  const known = byLanguage.get(language) ?? new Map<readonly Entry[], Selected | undefined>();
  byLanguage.set(language, known);
  return (entries) => {
    const selected = known.get(entries);
    if (selected !== undefined || known.has(entries)) return selected;
    known.set(entries, select(entries, language));
    return known.get(entries);
  };
}
