/**
 * Makes the files of `data/iptc/` from IPTC's own: `node --import tsx data/build/import-iptc.ts RELEASE NAMES`, where RELEASE is
 * https://cv.iptc.org/newscodes/mediatopic/?lang=en-GB&format=json and NAMES a release that carries all languages (lang=x-all).
 * Run by hand, once a release of the vocabulary.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const Text = z.record(z.string(), z.string());
const Scheme = z.object({
  dateReleased: z.string(),
  conceptSet: z.array(
    z.object({
      qcode: z.string(),
      prefLabel: Text,
      broader: z.array(z.string()).optional(),
      retired: z.string().optional(),
      changeNote: Text.optional(),
    }),
  ),
});

const [release, names] = process.argv.slice(2);
if (release === undefined || names === undefined) {
  throw new Error(
    'name two files of IPTC Media Topics (JSON): the current release, and one with the names in all languages',
  );
}
const read = (file: string) => Scheme.parse(JSON.parse(readFileSync(file, 'utf8')));
const digits = (uri: string) => uri.slice(-8);

/** `Use medtop:20001371 business service instead`, `merged into concept medtop:20000139`, `use war crime (medtop:20000105)`. */
function replacements(code: string, note: string | undefined): string[] {
  return [...(note ?? '').matchAll(/\b[0-2]\d{7}\b/g)].map(([found]) => found).filter((found) => found !== code);
}

const current = read(release);
const known = new Set(current.conceptSet.map(({ qcode }) => digits(qcode)));
const concepts = current.conceptSet
  .map(({ qcode, prefLabel, broader, retired, changeNote }) => {
    const code = digits(qcode);
    const parent = broader?.[0] === undefined ? '' : `, parent: '${digits(broader[0])}'`;
    const instead = retired ? replacements(code, changeNote?.['en-GB']).filter((found) => known.has(found)) : [];
    const replaced = instead.length === 0 ? '' : `, use: ['${instead.join("', '")}']`;
    return `'${code}': { name: ${JSON.stringify(prefLabel['en-GB'])}${parent}${retired ? `, retired: true${replaced}` : ''} }`;
  })
  .sort();

/** IPTC's own keys that are no language tags. */
const TAGS: Readonly<Record<string, string>> = { se: 'sv', dk: 'da' };

const translated = read(names);
const translations = translated.conceptSet
  .map(({ qcode, prefLabel }) => {
    const labels = Object.entries(prefLabel)
      .filter(([key]) => key !== 'en-GB')
      .map(([key, label]) => `${TAGS[key] ?? key}: ${JSON.stringify(label.trim())}`)
      .sort();
    return { code: digits(qcode), labels };
  })
  .filter(({ code, labels }) => known.has(code) && labels.length > 0)
  .map(({ code, labels }) => `'${code}': { ${labels.join(', ')} }`)
  .sort();

const RIGHTS = '# © IPTC (https://iptc.org), CC BY 4.0. Made by data/build/import-iptc.ts.';
function write(file: string, title: string, lines: readonly string[]): void {
  writeFileSync(new URL(`../iptc/${file}`, import.meta.url), `${[title, RIGHTS, ...lines].join('\n')}\n`);
}
const day = ({ dateReleased }: { dateReleased: string }) => dateReleased.slice(0, 10);
write('media-topics.yaml', `# IPTC Media Topics, release of ${day(current)}: codes, names and hierarchy.`, concepts);
write('names.yaml', `# IPTC Media Topics, release of ${day(translated)}: names in other languages.`, translations);
