import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { feedIdOf } from '../../lambdas/schedule/feed-identity.ts';
import { parseOpml } from '../../lambdas/schedule/opml.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { parseArchiveKey } from '../../lambdas/shared/keys.ts';
import { type SampleWire, startSampleWire } from '../../local/sample-wire/server.ts';
import { all } from '../all.ts';
import { projectWithTopic } from '../changed-project.ts';
import { receiveAll } from '../publish/receive.ts';
import type { AwsCall } from './aws-call.ts';
import { dateline as runDateline } from './dateline.ts';
import { covers, type Grant } from './policies.ts';
import { bootstrapped, type DeployedStack } from './stack.ts';
import { startTeaserWire, type TeaserWire } from './teaser-wire.ts';

const run = promisify(execFile);

const ADDED = 'http://192.0.2.1/added.rss';

let folder: string;
let wire: SampleWire;
let teasers: TeaserWire;
let stack: DeployedStack;
let sqs: SQSClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-changed-'));
  wire = await startSampleWire({ port: 0, epoch: new Date(), round: 0 });
  teasers = await startTeaserWire();
  stack = await bootstrapped();
  sqs = new SQSClient({ ...account(), useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqs?.destroy();
  await stack?.close();
  await wire?.close();
  await teasers?.close();
  await rm(folder, { recursive: true, force: true });
});

const account = () => {
  const { endpoint, env } = stack.aws;
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' };
  return { endpoint, region: 'us-east-1', credentials };
};
const clients = () => {
  const dynamodb = new DynamoDBClient(account());
  const { FeedsTableName = '', ItemsTableName = '', ArchiveBucketName = '' } = stack.outputs;
  return {
    feeds: createFeedStore(dynamodb, FeedsTableName),
    archive: createS3Archive(new S3Client({ ...account(), forcePathStyle: true }), ArchiveBucketName),
    /** The Items table as the AWS CLI shows it. */
    async rows(pk: string) {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName: ItemsTableName,
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: pk } },
        }),
      );
      return Items.map(({ title, kind }) => ({ title: title?.S ?? '', kind: kind?.S }));
    },
  };
};
const dateline = (...args: string[]) => runDateline(args, stack.aws.env);

/** The wire with the teasers, in place of one of its feeds if said so. */
const opml = (without?: string): string => {
  const outlines =
    without === undefined ? wire.opml : wire.opml.replace(new RegExp(`<outline[^>]*${without}[^>]*/>`), '');
  return outlines.replace('</body>', `${teasers.outline}</body>`);
};

/** Asks until there is an answer. @returns it, and the seconds that it took */
async function eventually<T>(what: string, ask: () => Promise<T | undefined>, within = 180_000) {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    const took = performance.now() - started;
    if (answer !== undefined) return { answer, seconds: took / 1_000 };
    if (took > within) throw new Error(`${what}: not within ${within / 1_000} s; see ${stack.aws.log}`);
    await pause(500);
  }
}

const kept = async <T>(found: readonly T[], wanted = 1): Promise<readonly T[] | undefined> =>
  found.length >= wanted ? found : undefined;

const titled = (rows: readonly { readonly title: string }[], word: string) =>
  kept(rows.filter(({ title }) => title.includes(word)));

describe('the stack', () => {
  it('is deployed, and its schedule reads the feeds and polls them within a minute or two', async () => {
    const deployTook = await stack.deploy(opml());
    console.log(`bootstrap ${stack.bootstrapTook.toFixed(1)} s, deploy ${deployTook.toFixed(1)} s`);
    const wished = parseOpml(opml());
    const { feeds, archive, rows } = clients();
    const polled = await eventually('feeds', async () => kept(await all(feeds.list()), wished.length));
    expect(polled.answer.map(({ url }) => url)).toEqual(expect.arrayContaining(wished.map(({ url }) => url)));
    const responses = await eventually('responses', async () => kept(await all(archive.list('responses/'))));
    const first = await eventually('rows', async () => kept(await rows('REGION#KP')));
    console.log(
      `feeds ${polled.seconds.toFixed(1)} s after the deploy, responses ${responses.seconds.toFixed(1)} s later, rows ${first.seconds.toFixed(1)} s after those`,
    );
    await eventually('items', async () => kept(await all(archive.list('items/'))));
  });

  it('has a story under its region, under its topic and in the log of arrivals', async () => {
    const { rows } = clients();
    for (const partition of [
      'REGION#KP',
      'TOPIC#medtop:20000635',
      `ARRIVED#${new Date().toISOString().slice(0, 10)}`,
    ]) {
      await eventually(partition, async () => titled(await rows(partition), 'Putin'));
    }
  });

  it('fetches the page of a story of which the feed gives only a teaser', async () => {
    const { rows } = clients();
    await eventually('the region that only the page names', async () =>
      titled(await rows('REGION#CL'), 'Salt traders'),
    );
  });

  it('answers at its address, those who sign', async () => {
    const [id] = new URL(stack.outputs.QueryUrl ?? '').hostname.split('.');
    const address = `${stack.aws.endpoint}/_aws/lambda-url/${id}/`;
    expect((await fetch(address)).status).toBe(403);
    // As the README says it.
    const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = stack.aws.env;
    const signed = ['--aws-sigv4', 'aws:amz:us-east-1:lambda', '--user', `${key}:${secret}`];
    const ask = async (question: string) =>
      (await run('curl', ['--silent', '--fail', ...signed, `${address}?${question}`])).stdout;
    expect(await ask('region=KP&topic=nuclear-policy')).toContain('Putin');
    expect(JSON.parse(await ask('limit=5')).items.length).toBeGreaterThan(0);
    const [feed] = JSON.parse(await ask('feed=Teaser%20Wire')).items;
    expect(JSON.parse(await ask(`feed=${feed.feed}`)).items).toContainEqual(feed);
  });

  it('answers on the command line, where feeds may be named as people call them', async () => {
    const query = ['query', '--region', 'North Korea', '--topic', 'nuclear-policy', '--format', 'json'];
    const { items } = JSON.parse(await dateline(...query));
    const aboutRussia = { sample: true, regions: expect.arrayContaining(['KP', 'RU']) };
    expect(items).toContainEqual(expect.objectContaining(aboutRussia));
    expect(await dateline('feeds', 'list')).toContain('Teaser Wire');
  });

  it('is asked in SQL, all that was archived', async () => {
    // The emulator reads every day and any number of bytes, so that this shows the query and the way of its rows.
    const sql = 'select feedId as feed, count(distinct id) as stories from items group by feedId';
    const rows: { feed: string; stories: number }[] = JSON.parse(await dateline('sql', sql, '--format', 'json'));
    const keys = await all(clients().archive.list('items/'));
    expect(new Set(rows.map(({ feed }) => feed))).toEqual(new Set(keys.map((key) => parseArchiveKey(key).feedId)));
    expect(rows.every(({ stories }) => stories > 0)).toBe(true);
  });
});

describe('alerts', () => {
  it('reach a queue that watches, and only what it watches for', async () => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'desk' }));
    await dateline('watch', 'add', '--region', 'KP', '--sqs', 'arn:aws:sqs:us-east-1:000000000000:desk');
    wire.advance();
    await makeDue();
    await stack.functions.invoke('Schedule');
    const told = await eventually('alerts', async () => kept(await receiveAll(sqs, QueueUrl)));
    for (const { MessageAttributes: attributes } of told.answer) {
      expect(attributes.regions?.Value).toContain('"KP"');
      expect(attributes.kind?.Value).toMatch(/^(new|revised|withdrawn)$/);
    }
  });
});

describe('the canary', () => {
  it('goes the way of every feed, and is found again', async () => {
    const { rows } = clients();
    await stack.functions.invoke('Canary');
    await stack.functions.invoke('Schedule');
    await eventually('its story', async () => kept(await rows('FEED#canary')));
    await stack.functions.invoke('Canary');
    const { items } = JSON.parse(await dateline('query', '--limit', '1000', '--format', 'json'));
    expect(items).not.toContainEqual(expect.objectContaining({ feed: 'canary' }));
  });

  it('stands beside the health of the feeds', () => stack.functions.invoke('Health'));
});

describe('a feed added by hand', () => {
  it('is polled at the next tick', async () => {
    const { feeds } = clients();
    // An address that stands for no host: it is refused before anything is sent.
    await dateline('feeds', 'add', ADDED, '--title', 'Added');
    await stack.functions.invoke('Schedule');
    await eventually('its poll', async () => (await feeds.get(feedIdOf(ADDED)))?.lastError);
  });
});

describe('a second deploy', () => {
  it('takes up changed feeds and a changed lexicon', async () => {
    const { feeds, rows } = clients();
    await projectWithTopic(
      folder,
      'ammonia-trade: { code: "desk:ammonia-trade", name: Ammonia trade, strong: [cargo of ammonia] }',
    );
    const seconds = await stack.deploy(opml('rheinblatt'), folder);
    console.log(`second deploy ${seconds.toFixed(1)} s`);
    await stack.functions.invoke('Schedule');
    const removed = async () =>
      kept((await all(feeds.list())).filter(({ url, status }) => url.includes('rheinblatt') && status === 'removed'));
    await eventually('the feed that left the file', removed);
    expect(await feeds.get(feedIdOf(ADDED))).toMatchObject({ status: 'active', origin: 'cli' });
    expect(await rows('TOPIC#desk:ammonia-trade')).toEqual([]);
    await dateline('replay', '--since', '1h');
    await eventually('stories under the new topic', async () => kept(await rows('TOPIC#desk:ammonia-trade')));
  });
});

describe('what cannot be processed', () => {
  const url = 'http://192.0.2.1/late.rss';

  it('is set aside with its key, and comes back when the cause is mended', async () => {
    const { archive, rows } = clients();
    await giveUpSoon();
    const body = Buffer.from('<rss version="2.0"><channel><item><title>Late story</title></item></channel></rss>');
    await putResponse(archive, { feedId: feedIdOf(url), at: new Date().toISOString(), url, body });
    await eventually('a dead letter', async () => kept(await waiting(stack.outputs.IngestDeadLetterQueueUrl)));
    expect(await dateline('redrive', '--dry-run')).toContain(`feed=${feedIdOf(url)}`);

    await dateline('feeds', 'add', url, '--title', 'Late');
    await dateline('redrive');
    await eventually('the late story', async () => titled(await rows(`FEED#${feedIdOf(url)}`), 'Late story'));
    expect(await waiting(stack.outputs.IngestDeadLetterQueueUrl)).toEqual([]);
  });

  /** The emulator drops the queue's redrive policy from the template, which test/lib/ asserts; and 12 minutes are long. */
  async function giveUpSoon(): Promise<void> {
    const { IngestQueueUrl: QueueUrl, IngestDeadLetterQueueUrl } = stack.outputs;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: IngestDeadLetterQueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy, VisibilityTimeout: '1' } }));
  }

  async function waiting(QueueUrl: string | undefined): Promise<readonly unknown[]> {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
    return Messages;
  }
});

describe('the rights of the functions', () => {
  /** What Lambda itself does under a function's role: its logs, and the queue that it works off. */
  const isOfTheRuntime = ({ action }: Grant): boolean =>
    /^logs:|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl)$/.test(action);

  it('hold: a call beyond them is refused', async () => {
    const [name, gate] = [...stack.functions.gates].find(([name]) => name.includes('Schedule')) ?? [];
    expect(name).toBeDefined();
    const answer = await fetch(`${gate?.url}/${stack.outputs.ArchiveBucketName}/items/x`, { method: 'PUT', body: 'x' });
    expect(answer.status).toBe(403);
  });

  it('were enough for all that the functions did', () => {
    const beyond = [...stack.functions.gates].flatMap(([name, gate]) =>
      gate.refused().map((call: AwsCall) => `${name}: ${call.action} ${call.resource}`),
    );
    expect(beyond).toEqual([expect.stringMatching(/Schedule.*s3:PutObject/)]);
  });

  it('are all used', () => {
    const unused = [...stack.functions.gates].flatMap(([name, { grants, calls }]) =>
      grants
        .filter((grant) => !isOfTheRuntime(grant) && !calls().some((call) => covers(grant, call)))
        .map(({ action, resource }) => `${name}: ${action} ${resource}`),
    );
    expect(unused).toEqual([]);
  });
});

/** All feeds at once, so that the test need not wait for their periods. */
async function makeDue(): Promise<void> {
  const { feeds } = clients();
  for await (const { feedId, status } of feeds.list()) {
    if (status === 'active') await feeds.change(feedId, { dueAt: new Date().toISOString() });
  }
}
