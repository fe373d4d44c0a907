import { Duration, PermissionsBoundary, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import type { DatelineStackProps } from './dateline-stack.ts';

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

/** A number of cdk.json, or the text that `-c` makes of one. */
const number = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const whole = (from: number, to: number) => number.pipe(z.int().min(from).max(to));
const days = whole(1, 36_500).transform((amount) => Duration.days(amount));

const orForever = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('forever').transform(() => undefined), schema]);
/** `cdk.json` shows a setting that is not set as an empty text. */
const orUnset = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => undefined), schema]);

const LOG_DAYS: readonly unknown[] = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/**
 * What can be set, each with what is allowed in words. A setting that is absent has the default of the construct that it
 * belongs to; `cdk.json` shows those.
 */
const SETTINGS = {
  feedsFile: z.string().min(1).describe('the path of an OPML file, from the project’s root'),
  contact: orUnset(z.string().regex(/^[\x21-\x27\x2a-\x7e]+$/)).describe(
    'a URL or mail address, without blanks and parentheses',
  ),
  webSub: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .describe('true or false'),
  tick: whole(1, 1_440)
    .transform((minutes) => Duration.minutes(minutes))
    .describe('whole minutes, 1 to 1440'),
  fetchConcurrency: whole(2, 1_000).describe('2 to 1000'),
  ingestConcurrency: whole(2, 1_000).describe('2 to 1000'),
  responseRetention: days.describe('whole days, 1 to 36500'),
  itemRetention: orForever(days).describe('whole days, 1 to 36500, or "forever"'),
  itemTtl: orForever(days).describe('whole days, 1 to 36500, or "forever"'),
  logRetention: z
    .union([
      z.literal('forever').transform(() => RetentionDays.INFINITE),
      number.refine((days): days is RetentionDays => LOG_DAYS.includes(days)),
    ])
    .describe(`the days that CloudWatch knows (${LOG_DAYS.join(', ')}), or "forever"`),
  alarmEmail: orUnset(z.email()).describe('a mail address'),
  removalPolicy: z
    .enum(['retain', 'destroy'])
    .transform((word) => (word === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY))
    .describe('"retain" or "destroy"'),
  kmsKey: orUnset(z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/)).describe(
    'the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID, and not of an alias',
  ),
  permissionsBoundary: orUnset(
    z.union([
      z
        .string()
        .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/)
        .transform((arn) => PermissionsBoundary.fromArn(arn)),
      z
        .string()
        .regex(/^[\w+=,.@/-]{1,128}$/)
        .transform((name) => PermissionsBoundary.fromName(name)),
    ]),
  ).describe('the name or ARN of a managed policy'),
  region: orUnset(z.string().regex(/^[a-z]{2,3}(-[a-z]+)+-\d$/)).describe('an AWS region such as eu-west-1'),
  account: orUnset(z.union([z.int().transform(String), z.string()]).pipe(z.string().regex(/^\d{12}$/))).describe(
    'the 12 digits of an AWS account',
  ),
};

const Layer = z.strictObject(SETTINGS).partial();
type Layer = z.output<typeof Layer>;
type Name = keyof typeof SETTINGS;

const StackName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
const STACK_NAME = 'letters, digits and hyphens, a letter first';

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
  const read = (own: Given, at: string, names: readonly string[]) => readLayer(own, at, names, faultOfFeeds);
  const common = read({ feedsFile: 'feeds.opml', ...given }, '', [...Object.keys(SETTINGS), 'stackName', 'stacks']);
  const faults = [...common.faults];
  if (!StackName.safeParse(stackName).success) faults.push(fault('stackName', stackName, STACK_NAME));

  const several = Stacks.safeParse(stacks);
  if (!several.success)
    faults.push(
      fault('stacks', stacks, 'stacks by name with their own settings, {"Trial": {"feedsFile": "trial.opml"}}'),
    );
  const isOne = Object.keys(several.data ?? {}).length === 0;
  const layers = Object.entries(isOne ? { [String(stackName)]: {} } : (several.data ?? {})).map(([name, own]) => {
    const at = isOne ? '' : `stacks.${name}.`;
    const { layer, faults: found } = read(own, at, Object.keys(SETTINGS));
    if (!isOne && !StackName.safeParse(name).success) faults.push(fault('the name of a stack', name, STACK_NAME));
    const merged = { ...common.layer, ...layer };
    faults.push(...found, ...strayKey(merged, at));
    return { name, props: propsOf(merged) };
  });
  return faults.length > 0 ? { faults } : { stacks: layers };
}

/** @param at what stands before the name of a setting where it is one stack's own */
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
