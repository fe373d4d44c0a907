import { Duration, PermissionsBoundary, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

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

const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .describe('true or false');

const LOG_DAYS: readonly unknown[] = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/**
 * What can be set, each with what is allowed in words, and read as the constructs take it. A setting that is absent has the
 * default of the construct that it belongs to; `cdk.json` shows those.
 */
export const SETTINGS = {
  feedsFile: z.string().min(1).describe('the path of an OPML file, from the project’s root'),
  contact: orUnset(z.string().regex(/^[\x21-\x27\x2a-\x7e]+$/)).describe(
    'a URL or mail address, without blanks and parentheses',
  ),
  webSub: flag,
  tick: whole(1, 1_440)
    .transform((minutes) => Duration.minutes(minutes))
    .describe('whole minutes, 1 to 1440'),
  fetchConcurrency: whole(2, 1_000).describe('2 to 1000'),
  ingestConcurrency: whole(2, 1_000).describe('2 to 1000'),
  responseRetention: days.describe('whole days, 1 to 36500'),
  itemRetention: orForever(days).describe('whole days, 1 to 36500, or "forever"'),
  itemTtl: orForever(days).describe('whole days, 1 to 36500, or "forever"'),
  itemsRecovery: flag,
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
