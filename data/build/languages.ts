import { z } from 'zod';

/** Languages in Latin or Cyrillic letters that the news is often written in; each of them costs 6 KB, compressed. */
const KEPT = new Set('bg ca cs da de en es fi fr hr hu it ms nl no pl pt ro ru sr sv tr uk vi'.split(' '));
/** What ELD takes off each score, to keep its file small. */
const BASE = 53;

const Ngrams = z.object({
  ngramsData: z.object({
    languages: z.record(z.string(), z.string()),
    ngrams: z.record(z.string(), z.record(z.string(), z.number())),
  }),
});
const Dictionary = z.object({ dictionary: z.array(z.string()) });

/** Language → score → n-grams as UTF-8 bytes, joined by `|`. */
export type BuiltLanguages = Record<string, Record<string, string>>;

/** A module of ELD that its package does not export. */
async function inside<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  return schema.parse(await import(new URL(`../../node_modules/eld/src/${path}`, import.meta.url).href));
}

/** ELD's smallest set of n-grams, cut down to some languages: whole, it takes longer to load than all the rest of the tagger. */
export async function buildLanguages(): Promise<BuiltLanguages> {
  const { languages, ngrams } = (await inside('ngrams/extrasmall.js', Ngrams)).ngramsData;
  const { dictionary } = await inside('dictionary.js', Dictionary);
  const byteOf = new Map(dictionary.map((character, byte) => [character, String.fromCharCode(byte)]));
  const built: Record<string, Record<string, string[]>> = {};
  for (const [ngram, scores] of Object.entries(ngrams)) {
    const bytes = [...ngram].map((character) => (character === ' ' ? ' ' : byteOf.get(character))).join('');
    for (const [id, score] of Object.entries(scores)) {
      const language = languages[id];
      if (language === undefined || !KEPT.has(language)) continue;
      built[language] ??= {};
      const byScore = built[language];
      byScore[score + BASE] = [...(byScore[score + BASE] ?? []), bytes];
    }
  }
  return Object.fromEntries(
    Object.entries(built).map(([language, byScore]) => [
      language,
      Object.fromEntries(Object.entries(byScore).map(([score, all]) => [score, all.sort().join('|')])),
    ]),
  );
}
