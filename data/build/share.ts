import type { BuiltPhrases } from './gazetteer.ts';

const ALL = '*';

/** Language of each phrase of each code of one rule → phrase and code → its languages. */
function languagesOf(languages: Record<string, Record<string, string>>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [language, codes] of Object.entries(languages)) {
    for (const [code, phrases] of Object.entries(codes)) {
      for (const phrase of phrases === '' ? [] : phrases.split('|')) {
        const key = `${code}\t${phrase}`;
        found.set(key, (found.get(key) ?? new Set()).add(language));
      }
    }
  }
  return found;
}

function shareRule(languages: Record<string, Record<string, string>>): Record<string, Record<string, string>> {
  const shared: Record<string, Record<string, string>> = {};
  for (const [key, all] of languagesOf(languages)) {
    const [code = '', phrase = ''] = key.split('\t');
    const of = all.has(ALL) ? ALL : [...all].sort().join(' ');
    const codes = shared[of] ?? {};
    codes[code] = codes[code] === undefined ? phrase : `${codes[code]}|${phrase}`;
    shared[of] = codes;
  }
  return shared;
}

/** A phrase that several languages share stands once, under all of them: `Angola` under `de en es fr`. */
export function share(built: BuiltPhrases): BuiltPhrases {
  return Object.fromEntries(Object.entries(built).map(([rule, languages]) => [rule, shareRule(languages)]));
}
