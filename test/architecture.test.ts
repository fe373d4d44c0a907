import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  /** Paths of the project from its root; names of packages without the path inside; `node:` modules. */
  readonly imports: readonly string[];
  readonly readsEnvironment: boolean;
}

/** @param path from the project's root, with slashes */
function read(path: string, text: string): Source {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);

  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  let readsEnvironment = specifiers.some((specifier) => /^(node:)?process$/.test(specifier));
  const isProcess = (node: { type: string } | null): boolean =>
    node?.type === 'Identifier' && 'name' in node && node.name === 'process';
  new Visitor({
    ImportExpression({ source }) {
      if (source.type !== 'Literal') throw new Error(`${path}: an import whose name is computed cannot be checked`);
      specifiers.push(String(source.value));
    },
    TSImportType({ source }) {
      specifiers.push(source.value);
    },
    MemberExpression({ object, property }) {
      const name = property.type === 'Literal' ? property.value : 'name' in property && property.name;
      if (isProcess(object) && name === 'env') readsEnvironment = true;
    },
    VariableDeclarator({ init }) {
      if (isProcess(init)) readsEnvironment = true;
    },
  }).visit(program);

  return { path, readsEnvironment, imports: specifiers.map((specifier) => target(path, specifier)) };
}

function target(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(from), specifier);
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const sources = (folder: string): Source[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => read(relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8')));

/** `file → import` for each import of `from` that is not `allowed`. */
const strays = (from: readonly Source[], allowed: (path: string) => boolean): string[] =>
  from.flatMap(({ path, imports }) => imports.filter((name) => !allowed(name)).map((name) => `${path} → ${name}`));

const inFolder =
  (...folders: string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path.startsWith(`${folder}/`));
const OURS = inFolder('bin', 'lib', 'lambdas', 'local', 'remote', 'cost', 'web', 'data', 'bench', 'test');
const CDK = ['aws-cdk-lib', 'constructs', 'cdk-nag', 'aws-cdk'];

const bin = sources('bin');
const lib = sources('lib');
const lambdas = sources('lambdas');
const remote = sources('remote');
const cost = sources('cost');

describe('the architecture', () => {
  it('lets bin use lib, local, remote, cost and lambdas', () => {
    const allowed = inFolder('bin', 'lib', 'local', 'remote', 'cost', 'lambdas');
    expect(strays(bin, (path) => !OURS(path) || allowed(path))).toEqual([]);
  });

  it('keeps the reckoning of costs free of all but the steps that it is about', () => {
    const allowed = (path: string) => !OURS(path) || inFolder('cost', 'lambdas')(path);
    expect(strays(cost, (path) => allowed(path) && !CDK.includes(path))).toEqual([]);
  });

  it('keeps the door to a deployed stack free of CDK, which it never needs, and of the local run', () => {
    const allowed = (path: string) => !OURS(path) || inFolder('remote', 'lambdas')(path);
    expect(strays(remote, (path) => allowed(path) && !CDK.includes(path))).toEqual([]);
  });

  it('lets lib use CDK, what reads settings, and the names and columns that it shares with the code', () => {
    const shared = ['lambdas/shared/names.ts', 'lambdas/archive/columns.ts'];
    const settings = ['zod', 'fastest-levenshtein'];
    const allowed = ['aws-cdk-lib', 'constructs', ...settings, ...shared, 'cdk.json', 'data/built/version.json'];
    const fine = (name: string): boolean => name.startsWith('node:') || inFolder('lib')(name) || allowed.includes(name);
    expect(strays(lib, fine)).toEqual([]);
  });

  it('keeps the deployed code free of the command line, the local run and CDK', () => {
    const barred = inFolder('bin', 'lib', 'local', 'remote', 'cost', 'web', 'bench', 'test');
    expect(strays(lambdas, (name) => !barred(name) && !CDK.includes(name))).toEqual([]);
  });

  it('knows rss-parser in the parse step only', () => {
    const others = [
      ...bin,
      ...lib,
      ...sources('local'),
      ...remote,
      ...cost,
      ...lambdas.filter(({ path }) => !inFolder('lambdas/parse')(path)),
    ];
    expect(strays(others, (name) => name !== 'rss-parser')).toEqual([]);
  });

  it('reads the environment of deployed code at the door only', () => {
    const readers = lambdas.filter(({ readsEnvironment }) => readsEnvironment).map(({ path }) => path);
    expect(readers.filter((path) => !path.endsWith('/handler.ts') && path !== 'lambdas/shared/env.ts')).toEqual([]);
  });
});

describe('the reading of the sources', () => {
  it('finds all of them', () => {
    expect(bin.map(({ path }) => path)).toContain('bin/app.ts');
    expect(lib.map(({ path }) => path)).toContain('lib/dateline-stack.ts');
    expect(lambdas.find(({ path }) => path === 'lambdas/shared/env.ts')).toMatchObject({
      imports: ['zod', 'lambdas/shared/errors.ts'],
      readsEnvironment: true,
    });
  });

  it.each([
    ["import a from '../lib/a.ts'", 'lib/a.ts'],
    ["import '../lib/a.ts'", 'lib/a.ts'],
    ["import type { A } from '../lib/a.ts'", 'lib/a.ts'],
    ["export * from '../lib/a.ts'", 'lib/a.ts'],
    ["const a = await import('../lib/a.ts')", 'lib/a.ts'],
    ["type A = import('../lib/a.ts').A", 'lib/a.ts'],
    ["import { Table } from 'aws-cdk-lib/aws-dynamodb'", 'aws-cdk-lib'],
    ["import { x } from '@aws-sdk/client-s3/y'", '@aws-sdk/client-s3'],
  ])('sees the import in %s', (text, name) => {
    expect(read('lambdas/x.ts', text).imports).toEqual([name]);
  });

  it.each(['process.env.X', "process['env']", 'const { env } = process', "import { env } from 'node:process'"])(
    'sees that %s reads the environment',
    (text) => {
      expect(read('lambdas/x.ts', text).readsEnvironment).toBe(true);
    },
  );

  it('takes a comment and a word for what they are', () => {
    const text = "// import './lib/a.ts' or process.env\nexport const process = () => 'process.env';";
    expect(read('lambdas/x.ts', text)).toMatchObject({ imports: [], readsEnvironment: false });
  });
});
