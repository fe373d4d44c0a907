/** Written in several scripts. */
const MANY_SCRIPTS = new Set('az hr kk ku ky mn pa sd sr tg tk ug uz'.split(' '));

/** Upper end of ranges of Unicode, their script, and the language to expect in it. */
const RANGES: readonly (readonly [end: number, script: string, language?: string])[] = [
  [0x036f, 'Latn'],
  [0x03ff, 'Grek', 'el'],
  [0x052f, 'Cyrl', 'ru'],
  [0x058f, 'Armn', 'hy'],
  [0x05ff, 'Hebr', 'he'],
  [0x077f, 'Arab', 'ar'],
  [0x08ff, ''],
  [0x097f, 'Deva', 'hi'],
  [0x09ff, 'Beng', 'bn'],
  [0x0a7f, 'Guru', 'pa'],
  [0x0aff, 'Gujr', 'gu'],
  [0x0b7f, 'Orya', 'or'],
  [0x0bff, 'Taml', 'ta'],
  [0x0c7f, 'Telu', 'te'],
  [0x0cff, 'Knda', 'kn'],
  [0x0d7f, 'Mlym', 'ml'],
  [0x0dff, 'Sinh', 'si'],
  [0x0e7f, 'Thai', 'th'],
  [0x0eff, 'Laoo', 'lo'],
  [0x0fff, ''],
  [0x109f, 'Mymr', 'my'],
  [0x10ff, 'Geor', 'ka'],
  [0x11ff, 'Kore', 'ko'],
  [0x139f, 'Ethi', 'am'],
  [0x177f, ''],
  [0x17ff, 'Khmr', 'km'],
  [0x1dff, ''],
  [0x1eff, 'Latn'],
  [0x3040, ''],
  [0x30ff, 'Jpan', 'ja'],
  [0x33ff, ''],
  [0x9fff, 'Hani', 'zh'],
  [0xabff, ''],
  [0xd7a3, 'Kore', 'ko'],
];
/** The scripts of CLDR that are written with one of the above. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Jpan', 'Hani'],
  Kore: ['Kore', 'Hani'],
};
/** Kana makes Japanese of a text that is mostly Chinese characters. */
const KANA = 0.1;

const BEYOND_ASCII = /[^\0-\x7f]/;
const ASCII_LETTER = /[a-z]/i;

/** Script → letters of the text. */
function countScripts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let latin = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xc0) {
      const letter = code | 0x20;
      if (letter > 0x60 && letter < 0x7b) latin++;
      continue;
    }
    const script = RANGES.find(([end]) => code <= end)?.[1] ?? '';
    if (script !== '') counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts.set('Latn', latin + (counts.get('Latn') ?? 0));
}

/** The script of most letters, by its ISO 15924 code. */
export function scriptOf(text: string): string | undefined {
  if (!BEYOND_ASCII.test(text)) return ASCII_LETTER.test(text) ? 'Latn' : undefined;
  const counts = countScripts(text);
  const kana = counts.get('Jpan') ?? 0;
  if (kana > (counts.get('Hani') ?? 0) * KANA) counts.set('Jpan', kana + (counts.get('Hani') ?? 0));
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] > 0 ? best[0] : undefined;
}

/** Script that a language is written in, by CLDR; `undefined` for what is no language. */
const scriptsByLanguage = new Map<string, readonly string[] | undefined>();

function scriptsOf(language: string): readonly string[] | undefined {
  if (!scriptsByLanguage.has(language)) {
    const script = /^[a-z]{2,3}$/.test(language) ? new Intl.Locale(language).maximize().script : undefined;
    scriptsByLanguage.set(language, script === undefined ? undefined : (WRITTEN[script] ?? [script]));
  }
  return scriptsByLanguage.get(language);
}

/** Whether a language is written in a script, as far as is known: a text without letters speaks against none. */
export function isWrittenIn(language: string, script: string | undefined): boolean {
  const scripts = scriptsOf(language);
  return scripts !== undefined && (script === undefined || scripts.includes(script) || MANY_SCRIPTS.has(language));
}

/** The language to expect in a script; none in Latin letters. */
export function usualLanguage(script: string | undefined): string | undefined {
  return RANGES.find(([, of]) => of === script)?.[2];
}
