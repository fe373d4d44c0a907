/**
 * What each function of the stack weighs, bundled as a deploy bundles it, and how long its code takes to load in a fresh
 * process of Node 24, which the first run installs: `npm run bench:bundles`. KB are 1,000 bytes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync, type Metafile } from 'esbuild';
import { table } from '../bin/output.ts';
import { METAFILE } from '../lib/bundling.ts';
import { installNode24, NODE_24 } from '../test/deploy/tools.ts';
import { bundleFunctions } from '../test/lib/bundled.ts';
import { median } from './measure-matcher.ts';

const ROUNDS = 21;
const LARGEST = 5;

interface Loaded {
  /** Milliseconds of the clock and of the processor, a round each. */
  readonly clock: number[];
  readonly processor: number[];
}

/** Code, and what is done with it beside loading it. */
interface Subject {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly use?: string;
}

const AWS = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };

/** In a process of its own. */
function load({ folder, environment, use = '' }: Subject): { clock: number; processor: number } {
  const script = `
    const [at, spent] = [performance.now(), process.cpuUsage()];
    const code = require(process.argv[1]);
    ${use}
    const { user, system } = process.cpuUsage(spent);
    const times = { clock: performance.now() - at, processor: (user + system) / 1_000 };
    require('node:fs').writeSync(1, JSON.stringify(times));
    process.exit();`;
  const args = ['--input-type=commonjs', '-e', script, folder];
  const options = { cwd: tmpdir(), env: { ...AWS, ...environment }, encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(join(NODE_24, 'node'), args, options));
}

/** In turns, so that a slow moment of the machine falls on all of them. */
function measure(subjects: readonly Subject[]): Map<Subject, Loaded> {
  const measured = new Map<Subject, Loaded>(subjects.map((subject) => [subject, { clock: [], processor: [] }]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [subject, times] of measured) {
      const { clock, processor } = load(subject);
      times.clock.push(clock);
      times.processor.push(processor);
    }
  }
  return measured;
}

const bytes = (folder: string, name: string) => readFileSync(join(folder, name));
const packed = (folder: string, name: string): number => gzipSync(bytes(folder, name)).length;
const kb = (size: number): string => Math.round(size / 1_000).toLocaleString('en');

/** The modules that take most of the code. */
function largest(folder: string): string[] {
  const { outputs }: Metafile = JSON.parse(bytes(folder, 'index.meta.json').toString());
  const code = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined);
  return Object.entries(code?.inputs ?? {})
    .map(([path, { bytesInOutput }]) => ({ path: path.replace(/^.*node_modules\//, ''), size: bytesInOutput }))
    .sort((a, b) => b.size - a.size)
    .slice(0, LARGEST)
    .map(({ path, size }) => `${kb(size)} ${path}`);
}

function writeEmptyModule(folder: string): Subject {
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.js'), '');
  return { folder };
}

/** The tagger as ingest carries it, and a story for which it reads all of its data. */
function bundleTagger(folder: string): Subject {
  buildSync({
    entryPoints: [join(import.meta.dirname, '../lambdas/tag/tag.ts')],
    outfile: join(folder, 'index.js'),
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node24', loader: { '.json': 'copy' } },
  });
  return { folder, use: "code.tag({ title: 'A storm off the coast of Chile', summary: '', content: '' });" };
}

const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
try {
  await installNode24();
  const functions = bundleFunctions(join(folder, 'out'), { [METAFILE]: true });
  const empty = writeEmptyModule(join(folder, 'empty'));
  const tagger = bundleTagger(join(folder, 'tagger'));
  const measured = measure([...functions, empty, tagger]);
  const times = (subject: Subject) => {
    const { clock = [], processor = [] } = measured.get(subject) ?? {};
    return [median(clock), Math.min(...clock), median(processor)].map((time) => time.toFixed(0));
  };

  const rows = functions.map((each) => {
    const beside = readdirSync(each.folder).filter((name) => !name.startsWith('index.'));
    const data = beside.reduce((sum, name) => sum + packed(each.folder, name), 0);
    const sizes = [bytes(each.folder, 'index.js').length, packed(each.folder, 'index.js'), data];
    return [each.id, ...sizes.map(kb), ...times(each)];
  });
  console.log(`Loaded ${ROUNDS} times, each in a fresh process; ${cpus()[0]?.model.trim()}\n`);
  console.log(
    table(
      ['', 'code KB', 'gzip', 'files beside, gzip', 'load ms', 'fastest', 'processor ms'],
      [
        ...rows,
        ['(an empty module)', '', '', '', ...times(empty)],
        ['(the tagger and its data, at the first story)', '', '', '', ...times(tagger)],
      ],
    ),
  );
  console.log('\nThe largest modules of each, in KB\n');
  console.log(functions.flatMap(({ id, folder }) => [id, ...largest(folder).map((line) => `  ${line}`)]).join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
