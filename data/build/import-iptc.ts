/**
 * Makes `data/iptc/media-topics.yaml` from IPTC's own file: `node --import tsx data/build/import-iptc.ts FILE`, where FILE is
 * https://cv.iptc.org/newscodes/mediatopic/?lang=en-GB&format=json. Run by hand, once a release of the vocabulary.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const Scheme = z.object({
  dateReleased: z.string(),
  conceptSet: z.array(
    z.object({
      qcode: z.string(),
      prefLabel: z.object({ 'en-GB': z.string() }),
      broader: z.array(z.string()).optional(),
      retired: z.string().optional(),
    }),
  ),
});

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file of IPTC Media Topics (JSON)');
const scheme = Scheme.parse(JSON.parse(readFileSync(file, 'utf8')));

const digits = (uri: string) => uri.slice(-8);
const lines = scheme.conceptSet
  .map(({ qcode, prefLabel, broader, retired }) => {
    const parent = broader?.[0] === undefined ? '' : `, parent: '${digits(broader[0])}'`;
    return `'${digits(qcode)}': { name: ${JSON.stringify(prefLabel['en-GB'])}${parent}${retired ? ', retired: true' : ''} }`;
  })
  .sort();
const head = [
  `# IPTC Media Topics, release of ${scheme.dateReleased.slice(0, 10)}: codes, names and hierarchy.`,
  '# © IPTC (https://iptc.org), CC BY 4.0. Made by data/build/import-iptc.ts.',
];
writeFileSync(new URL('../iptc/media-topics.yaml', import.meta.url), `${[...head, ...lines].join('\n')}\n`);
