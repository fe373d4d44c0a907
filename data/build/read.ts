import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';

const DATA = new URL('../', import.meta.url);
const require = createRequire(import.meta.url);

/** Reads a YAML file of `data/` through a schema; a fault names the file. */
export function readYaml<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  // A file of nothing but comments holds nothing.
  const read = schema.safeParse(parsed(path) ?? {});
  if (read.success) return read.data;
  throw new Error(
    `data/${path}: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(new URL(path, DATA), 'utf8'));
  } catch (error) {
    throw new Error(`data/${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Names of the YAML files in a folder of `data/`, without their ending, sorted. */
export function yamlNames(folder: string): string[] {
  const names = readdirSync(new URL(folder, DATA)).sort();
  const other = names.find((name) => name.endsWith('.yml'));
  if (other !== undefined) throw new Error(`data/${folder}/${other}: its name must end in .yaml`);
  return names.filter((name) => name.endsWith('.yaml')).map((name) => basename(name, '.yaml'));
}

/** Reads a JSON file out of an installed package. */
export function readPackageJson<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  return schema.parse(JSON.parse(readFileSync(require.resolve(path), 'utf8')));
}
