import type { Story } from '../shared/domain.ts';

/** Letters that only one of the languages of a script uses, then the script's most frequent language in the news. */
const SCRIPTS: readonly (readonly [pattern: RegExp, language: string])[] = [
  [/[\u3041-\u30ff]/, 'ja'],
  [/[\uac00-\ud7a3]/, 'ko'],
  [/[\u4e00-\u9fff]/, 'zh'],
  [/[іїєґ]/i, 'uk'],
  [/[\u0400-\u04ff]/, 'ru'],
  [/[پچژگ]/, 'fa'],
  [/[\u0600-\u06ff]/, 'ar'],
  [/[\u0590-\u05ff]/, 'he'],
  [/[\u0900-\u097f]/, 'hi'],
  [/[\u0370-\u03ff]/, 'el'],
];

/** Frequent words that mark a language among those written in Latin letters. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is was for that with on has have by from said after as at will are a an it be its this but not over',
  fr: 'le la les des du et en une un est dans pour qui sur au aux par ses avec après',
  es: 'el la los las del y en una un es para que por con su se al tras como más',
  pt: 'o a os as do da dos das e em uma um no na para que com por não após são ao',
  de: 'der die das und in den von zu mit ist im für auf nach ein eine dem des sich bei',
  it: 'il la i le di del della e in una un è per che con gli nel dopo al sono',
  nl: 'de het een van en in is op te voor met zijn aan door naar bij dat niet na',
  tr: 've bir bu için ile olarak da de olan sonra dedi gibi daha çok var',
  pl: 'w i na z do się nie że o przez jest po dla od za oraz ma',
  sv: 'och i att det som en på är av för med till den har inte efter ett',
  id: 'dan yang di dari untuk dengan pada ini dalam tidak akan itu ke oleh telah',
  vi: 'và của các là trong cho được với những một không đã ở',
};

const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}

/** A single short word, such as `a`, is a word of many languages. */
const MIN_VOTES = 1.5;
/** A few hundred words tell the language as surely as a whole book. */
const ENOUGH = 2_000;

function byWords(text: string): string | undefined {
  const votes = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const languages = LANGUAGES_OF.get(word) ?? [];
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length);
  }
  const [best, second] = [...votes].sort(([, a], [, b]) => b - a);
  return best && best[1] >= MIN_VOTES && best[1] > (second?.[1] ?? 0) ? best[0] : undefined;
}

/** The primary language subtag of a story: what its feed says, else what its letters and function words say. */
export function languageOf(story: Story): string | undefined {
  const stated = story.language?.toLowerCase().split(/[-_]/)[0];
  if (stated) return stated;
  const text = `${story.title} ${story.summary} ${story.content}`.slice(0, ENOUGH);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 >= letters) return byWords(text);
  return SCRIPTS.find(([pattern]) => pattern.test(text))?.[1];
}
