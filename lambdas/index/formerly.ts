import { languageCode } from '../tag/language-code.ts';
import type { Formerly, Item } from './item.ts';

type Tagged = Pick<Item, 'regions' | 'topics' | 'language'>;

const KINDS = ['about', 'datelines', 'mentioned', 'topics', 'languages'] as const satisfies (keyof Formerly)[];

/**
 * What a story loses when `before` becomes `after`, with all that it had lost before. With what it has, that is at least
 * everything that it was announced with: who was sent a story is sent its revisions and its retraction.
 *
 * @returns `undefined` where it has lost nothing
 */
export function formerlyOf(before: Tagged & Pick<Item, 'formerly'>, after: Tagged): Formerly | undefined {
  const [had, has] = [codesOf(before), codesOf(after)];
  const lost = KINDS.flatMap((kind) => {
    const codes = new Set([...(before.formerly?.[kind] ?? []), ...had[kind]]);
    for (const code of has[kind]) codes.delete(code);
    return codes.size > 0 ? [[kind, [...codes].sort()] as const] : [];
  });
  return lost.length > 0 ? Object.fromEntries(lost) : undefined;
}

function codesOf({ regions, topics, language }: Tagged): Required<Formerly> {
  const as = (wanted: string) => regions.filter(({ role }) => role === wanted).map(({ code }) => code);
  return {
    about: as('about'),
    datelines: as('dateline'),
    mentioned: as('mentioned'),
    topics: topics.map(({ code }) => code),
    languages: languagesOf(language),
  };
}

/** The code of a story's language; none where the publisher says something else, which no filter would ask for. */
export function languagesOf(language: string | undefined): string[] {
  const code = languageCode(language ?? '');
  return /^[a-z]{2,3}$/.test(code) ? [code] : [];
}
