import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import type { DatelineStackProps } from './dateline-stack.ts';
import { SETTINGS } from './known-settings.ts';

/** A stack that the settings ask for. */
export interface StackSettings {
  readonly name: string;
  readonly props: DatelineStackProps;
}

export type ReadSettings =
  | { readonly stacks: readonly StackSettings[]; readonly faults?: undefined }
  /** A line each: the setting, what was received, what is allowed. */
  | { readonly faults: readonly string[]; readonly stacks?: undefined };

type Given = Readonly<Record<string, unknown>>;

const Layer = z.strictObject(SETTINGS).partial();
type Layer = z.output<typeof Layer>;
type Name = keyof typeof SETTINGS;

const StackName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
const STACK_NAME = 'letters, digits and hyphens, a letter first';

const STACKS = 'stacks by name with their own settings, {"Trial": {"feedsFile": "trial.opml"}}';

/** As `-c` gives it, it is JSON. */
const Stacks = z.preprocess(
  (value) => (typeof value === 'string' ? parsedJson(value) : value),
  z.record(z.string(), z.record(z.string(), z.unknown())),
);

/** Names in the context that are CDK's own: its flags, its look-ups, and what its CLI remembers. */
const IS_CDKS = /[:/]|^cdk-|^cli-telemetry$|^acknowledged-issue-numbers$/;

/**
 * Reads the settings out of the context of cdk.json, in which `-c name=value` has put its values as text. `stacks` names
 * several stacks, each with settings of its own on top of the others; without it there is one.
 *
 * @param faultOfFeeds what is wrong with the OPML file at this path, if anything
 */
export function readSettings(context: Given, faultOfFeeds: (path: string) => string | undefined): ReadSettings {
  const ours = Object.entries(context).filter(([name]) => !IS_CDKS.test(name));
  const { stackName = 'Dateline', stacks = {}, ...given } = Object.fromEntries(ours);
  const names = Object.keys(SETTINGS);
  const common = readLayer({ feedsFile: 'feeds.opml', ...given }, '', [...names, 'stackName', 'stacks'], faultOfFeeds);
  const asked = readNames(stackName, stacks);
  const read = asked.stacks.map(({ name, at, own }) => {
    const { layer, faults } = readLayer(own, at, names, faultOfFeeds);
    const settings = { ...common.layer, ...layer };
    return { stack: { name, props: propsOf(settings) }, faults: [...faults, ...strayKey(settings, at)] };
  });
  const faults = [...common.faults, ...asked.faults, ...read.flatMap(({ faults }) => faults)];
  return faults.length > 0 ? { faults } : { stacks: read.map(({ stack }) => stack) };
}

interface AskedStack {
  readonly name: string;
  /** What stands before the name of a setting of its own in a fault. */
  readonly at: string;
  readonly own: Given;
}

function readNames(stackName: unknown, stacks: unknown): { stacks: readonly AskedStack[]; faults: readonly string[] } {
  const { data: several } = Stacks.safeParse(stacks);
  const asked = Object.entries(several ?? {}).map(([name, own]) => ({ name, own, at: `stacks.${name}.` }));
  const isName = (name: unknown): boolean => StackName.safeParse(name).success;
  return {
    stacks: asked.length > 0 ? asked : [{ name: String(stackName), own: {}, at: '' }],
    faults: [
      ...(isName(stackName) ? [] : [fault('stackName', stackName, STACK_NAME)]),
      ...(several ? [] : [fault('stacks', stacks, STACKS)]),
      ...asked.filter(({ name }) => !isName(name)).map(({ name }) => fault('the name of a stack', name, STACK_NAME)),
      ...alike(asked.map(({ name }) => name)),
    ],
  };
}

/** Glue keeps the names of databases in small letters, and some file systems those of templates. */
function* alike(names: readonly string[]): Generator<string> {
  for (const [at, name] of names.entries()) {
    const other = names.slice(0, at).find((before) => before.toLowerCase() === name.toLowerCase());
    if (other !== undefined)
      yield fault('the name of a stack', name, `one that differs from ${other} in more than capitals`);
  }
}

/** @param at see `AskedStack` */
function readLayer(
  given: Given,
  at: string,
  names: readonly string[],
  faultOfFeeds: (path: string) => string | undefined,
): { layer: Layer; faults: readonly string[] } {
  const { data: layer = {}, error } = Layer.safeParse(given);
  const faults = (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => `${at}${name} is no setting${nearest(name, names)}`)
      : fault(`${at}${String(issue.path[0])}`, given[String(issue.path[0])], allowed(issue.path[0])),
  );
  const { feedsFile } = given;
  const broken = typeof feedsFile === 'string' && feedsFile !== '' ? faultOfFeeds(feedsFile) : undefined;
  if (broken !== undefined) faults.push(`${at}feedsFile is ${JSON.stringify(feedsFile)}; ${broken}`);
  return { layer, faults: [...new Set(faults)] };
}

const fault = (name: string, received: unknown, allowed: string): string =>
  `${name} is ${JSON.stringify(received)}; allowed: ${allowed}`;

const allowed = (name: unknown): string => SETTINGS[name as Name].description ?? '';

function nearest(name: string, names: readonly string[]): string {
  const near = closest(name, names);
  return distance(name, near) <= name.length / 2 ? `; did you mean ${near}?` : `; there are: ${names.join(', ')}`;
}

/** A key serves only in its own region. */
function* strayKey({ kmsKey, region }: Layer, at: string): Generator<string> {
  if (kmsKey && region && kmsKey.split(':')[3] !== region)
    yield fault(`${at}kmsKey`, kmsKey, `a key of the stack’s region, ${region}`);
}

function propsOf({ region, account, permissionsBoundary, ...props }: Layer): DatelineStackProps {
  return {
    ...props,
    ...(permissionsBoundary && { permissionsBoundary }),
    env: { ...(region && { region }), ...(account && { account }) },
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
