import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Archive } from '../../lambdas/archive/archive.ts';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { ingestObject } from '../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { writeOpml } from '../../lambdas/schedule/opml.ts';
import { applyWishedFeeds, newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import { notificationOf, notifiedKeys, ObjectNotification } from '../../lambdas/shared/messages.ts';
import { OUTPUT, PREFIX } from '../../lambdas/shared/names.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { all } from '../all.ts';
import { type CloudFormation, startCloudFormation } from '../cloudformation.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { newQueue, waiting } from '../remote/queues.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

const NOW = new Date().toISOString();
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const FEED = newFeed({ url: 'https://wire.example/rss', title: 'Wire', sample: false }, 'opml', NOW);
const BODY = `<rss version="2.0"><channel><title>Wire</title><item><title>North Korea fires a missile</title>
  <link>https://wire.example/missile</link></item></channel></rss>`;

let [home, dynamo, fauxqs, cloudFormation]: [TempFolder?, Dynamo?, Fauxqs?, CloudFormation?] = [];
let feeds: FeedStore;
let archive: Archive;
let bucket: string;
let key: string;
let [ingestQueue, ingestDeadLetters] = ['', ''];
let env: Record<string, string>;

beforeAll(async () => {
  home = await tempFolder();
  dynamo = await startDynamo();
  fauxqs = await openFauxqs();
  feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
  bucket = await fauxqs.newBucket();
  archive = createS3Archive(fauxqs.s3, bucket);
  [ingestQueue, ingestDeadLetters] = [await newQueue(fauxqs.sqs), await newQueue(fauxqs.sqs)];
  const outputs = {
    [OUTPUT.itemsTable]: dynamo.tables.items,
    [OUTPUT.feedsTable]: dynamo.tables.feeds,
    [OUTPUT.archiveBucket]: bucket,
    [OUTPUT.feedQueue]: await fauxqs.newFifoQueue(),
    [OUTPUT.feedDeadLetters]: await fauxqs.newFifoQueue(),
    [OUTPUT.fetchLog]: 'fetch-log',
    [OUTPUT.ingestQueue]: ingestQueue,
    [OUTPUT.ingestDeadLetters]: ingestDeadLetters,
    [OUTPUT.ingestLog]: 'ingest-log',
    [OUTPUT.query]: 'https://query.example/',
    [OUTPUT.taggerVersion]: taggerVersion,
    [OUTPUT.alertsTopic]: 'arn:aws:sns:eu-west-1:123456789012:alerts',
  };
  cloudFormation = await startCloudFormation({
    Wires: outputs,
    Older: { ...outputs, [OUTPUT.taggerVersion]: 'another' },
    Bucket: { BucketName: 'b' },
  });
  env = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_S3: fauxqs.endpoint,
    AWS_ENDPOINT_URL_SQS: fauxqs.endpoint,
    // Nobody's own profiles and instance roles.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    DATELINE_HOME: home.path,
  };
  await feeds.create(FEED);
  key = await putResponse(archive, {
    feedId: FEED.feedId,
    at: NOW,
    url: FEED.url,
    trace: TRACE,
    body: Buffer.from(BODY),
  });
  await ingestObject(key, {
    ...{ feeds, archive, index: createItemIndex(dynamo.client, dynamo.tables.items) },
    ...{ tagger: { version: 'old', tag }, askFor: async () => {}, publish: publishNothing, now: () => NOW },
  });
});
afterAll(async () => {
  await cloudFormation?.close();
  await fauxqs?.close();
  await dynamo?.close();
  await home?.[Symbol.asyncDispose]();
});

/** The command line as a person calls it, who has nothing but AWS credentials. */
async function dateline(args: readonly string[], others: Readonly<Record<string, string | undefined>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', ...args], {
    env: { PATH: process.env.PATH, ...env, ...others },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

async function said(...args: string[]): Promise<string> {
  const { code, out, err } = await dateline([...args, '--stack', 'Wires']);
  expect(code, err).toBe(0);
  expect(err).toBe('Stack Wires in account 123456789012, eu-west-1\n');
  return out;
}

/** Standard error of a command that must fail. */
async function refused(args: readonly string[], others: Readonly<Record<string, string | undefined>> = {}) {
  const { code, out, err } = await dateline(args, others);
  expect({ code, out }, err).toEqual({ code: 1, out: '' });
  return err;
}

const queued = async (url: string): Promise<string[]> =>
  (await waiting((fauxqs ?? expect.fail('no queues')).sqs, url)).flatMap(({ Body = '' }) =>
    notifiedKeys(ObjectNotification.parse(JSON.parse(Body))),
  );

describe('a deployed stack', { timeout: 60_000 }, () => {
  it('is asked, and its stories are shown and explained', async () => {
    const { items } = JSON.parse(await said('query', '--region', 'KP', '--format', 'json'));
    expect(items).toMatchObject([{ title: 'North Korea fires a missile' }]);
    expect(await said('item', items[0].id)).toMatch(/^archive +s3:\/\/bucket-/m);
    expect(await said('explain', items[0].id)).toMatch(/»North Korea«/);
  });

  it('is followed by a link, with the commands that show the log, and says how long its stories took', async () => {
    const traced = await said('trace', 'https://www.wire.example/missile?utm_medium=rss');
    expect(traced).toMatch(/this finds it: npx dateline query --region north-korea .* --stack Wires$/m);
    expect(traced).toMatch(/dateline explain [0-9a-f]{20} --stack Wires$/m);
    expect(await said('trace', 'https://nobody.example/2026/11/a-story')).toMatch(
      /`dateline feeds add --stack Wires` adds one\.$/m,
    );
    for (const group of ['fetch-log', 'ingest-log']) {
      const filter = `--log-group-name ${group} --start-time \\d{13} --end-time \\d{13} --filter-pattern '{ \\$.trace = "${TRACE}" }'`;
      expect(traced).toMatch(new RegExp(`aws logs filter-log-events --region eu-west-1 ${filter}`));
    }
    expect(traced).toMatch(/aws logs start-query --region eu-west-1 --log-group-names fetch-log ingest-log /);
    expect(await said('latency')).toMatch(/^Wire +1 /m);
  });

  it('polls what is added from the next tick on, and keeps it over the next deploy', async () => {
    expect(await said('feeds', 'add', 'https://other.example/rss', '--title', 'Other')).toBe('Added Other\n');
    expect(await said('feeds', 'remove', 'Wire')).toBe('Removed Wire\n');
    const due = async () => (await all(feeds.due(new Date().toISOString()))).map(({ host }) => host);
    expect(await due()).toEqual(['other.example']);
    const deployed = writeOpml([{ url: FEED.url, title: 'Wire', sample: false }]);
    await applyWishedFeeds(feeds, deployed, new Date().toISOString());
    expect(await due()).toEqual(['other.example']);
    expect(await said('feeds', 'list')).toMatch(/^Other /m);
    await feeds.change(FEED.feedId, { status: 'active', origin: 'opml' });
  });

  it('gets what is imported stored as responses, which its bucket tells it of', async () => {
    const page = 'test/pages/fixtures/radio-page.txt';
    const imported = await said('import', page, '--publisher', 'radio.example');
    expect(imported).toMatch(/^Stored 1 of 1 document; the stack takes it in/);
    expect(imported).toMatch(/ dateline query --feed "Imports of radio.example" --stack Wires$/m);
    const [{ feedId } = expect.fail('no feed')] = (await all(feeds.list())).filter(
      ({ status }) => status === 'imported',
    );
    const stored = (await all(archive.list('responses/'))).filter((one) => one.includes(`feed=${feedId}/`));
    expect(stored).toHaveLength(1);
    for (const one of stored) await fauxqs?.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: one }));
  });

  it('takes stored objects again by its queue', async () => {
    expect(await said('replay', '--since', '1d')).toMatch(/^1 object is queued; the stack takes them/);
    expect(await queued(ingestQueue)).toEqual([key]);
  });

  it('is tagged anew by itself, and only where it tags by this version', async () => {
    expect(await said('retag', '--dry-run')).toMatch(/^1 are tagged by old\./m);
    expect(await refused(['retag', '--stack', 'Older'])).toMatch(/Older tags by version another.*cdk deploy/);
    expect(await queued(ingestQueue)).toEqual([key]);
    expect(await said('retag')).toMatch(/^1 are queued, to be tagged anew/m);
    expect((await queued(ingestQueue)).filter((key) => key.startsWith(PREFIX.items))).toHaveLength(1);
  });

  it('shows its dead letters, and brings them back', async () => {
    const MessageBody = JSON.stringify(notificationOf(key));
    await fauxqs?.sqs.send(new SendMessageCommand({ QueueUrl: ingestDeadLetters, MessageBody }));
    await feeds.change(FEED.feedId, { lastError: 'HTTP 503' });
    const shown = await said('redrive', '--dry-run');
    expect(shown).toContain(`ingest  ${key}\n    last of its feed Wire: HTTP 503\n`);
    expect(shown).toMatch(/aws logs tail ingest-log --region eu-west-1 /);
    expect(shown).toMatch(/^1 of ingest, 0 of fetch\. Nothing is sent/m);
    expect(await queued(ingestDeadLetters)).toEqual([key]);
    expect(await said('redrive')).toMatch(/^1 object is queued; the stack takes them/m);
    expect(await queued(ingestDeadLetters)).toEqual([]);
    expect(await said('redrive')).toBe('There are no dead letters.\n');
  });
});

describe('--stack', { timeout: 60_000 }, () => {
  it('says what is missing, and the way out', async () => {
    const ask = ['query', '--region', 'KP', '--stack'];
    expect(await refused([...ask, 'Wiers'])).toMatch(/^dateline: no stack is called Wiers in eu-west-1; /);
    expect(await refused([...ask, 'Wires'], { AWS_REGION: undefined })).toMatch(/^dateline: no AWS region /);
    expect(await refused([...ask, 'Wires'], { AWS_ACCESS_KEY_ID: '' })).toMatch(/^dateline: no AWS credentials /);
    expect(await refused([...ask, 'Bucket'])).toMatch(
      /^dateline: the stack Bucket has no output FeedsTableName: it is no D/,
    );
    const dead = { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' };
    expect(await refused([...ask, 'Wires'], dead)).toMatch(/^dateline: AWS cannot be reached /);
  });

  it('is not for what needs no data', async () => {
    for (const command of [['regions'], ['topics'], ['tag'], ['parse', 'x'], ['start']]) {
      const { code, err } = await dateline([...command, '--stack', 'Wires']);
      expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(/unknown option '--stack'/) });
    }
    expect(await refused(['explain', '-', '--stack', 'Wires'])).toMatch(/--stack is for a story by its id/);
  });
});
