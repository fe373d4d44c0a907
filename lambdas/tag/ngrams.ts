import built from '../../data/built/languages.json' with { type: 'json' };

interface Ngrams {
  readonly languages: readonly string[];
  /** N-gram → number of a language, its score, and so on by twos. */
  readonly scores: ReadonlyMap<string, readonly number[]>;
}

function load(): Ngrams {
  const scores = new Map<string, number[]>();
  const tables: Record<string, Record<string, string>> = built;
  Object.values(tables).forEach((byScore, language) => {
    for (const [score, ngrams] of Object.entries(byScore)) {
      for (const ngram of ngrams.split('|')) {
        const known = scores.get(ngram);
        if (known) known.push(language, Number(score));
        else scores.set(ngram, [language, Number(score)]);
      }
    }
  });
  return { languages: Object.keys(built), scores };
}

let loaded: Ngrams | undefined;

/** All but letters, and the apostrophe that a word goes on behind: `l'Iran`. */
const BETWEEN_WORDS = /[^\p{L}]+(?<!['`’])/gu;
const LONGEST_WORD = 70;

/** As ELD cuts a word of bytes: four of them every three, the first with a space before it, the last with one behind. */
function* ngramsOf(text: string): Generator<string> {
  const words = Buffer.from(text.replace(BETWEEN_WORDS, ' ').trim().toLowerCase()).toString('latin1');
  for (const word of words.split(' ')) {
    const length = Math.min(word.length, LONGEST_WORD);
    let at = 0;
    for (; at + 4 < length; at += 3) yield (at === 0 ? ' ' : '') + word.slice(at, at + 4);
    yield `${at === 0 ? ' ' : ''}${word.slice(length > 4 ? length - 4 : 0)} `;
  }
}

/** So much better than the second must the best language be: Spanish sentences look like Portuguese ones. */
const LEAD = 0.05;
/** Points of an n-gram, on average, that make a text of the language: names alone make less. */
const FLUENT = 41;

/** The language that the n-grams of a text in Latin or Cyrillic letters speak for, by the method and the counts of ELD. */
export function languageByNgrams(text: string): string | undefined {
  loaded ??= load();
  const { languages, scores } = loaded;
  const points = new Int32Array(languages.length);
  const ngrams = new Set(ngramsOf(text));
  for (const ngram of ngrams) {
    const found = scores.get(ngram);
    if (!found) continue;
    for (let at = 0; at < found.length; at += 2) {
      points[found[at] as number] = (points[found[at] as number] as number) + (found[at + 1] as number);
    }
  }
  const most = Math.max(...points);
  const best = points.indexOf(most);
  const second = Math.max(...points.with(best, 0));
  const isSure = most >= ngrams.size * FLUENT && most > second * (1 + LEAD);
  return isSure ? languages[best] : undefined;
}
