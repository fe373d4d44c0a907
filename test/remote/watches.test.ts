import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filterPolicyOf } from '../../lambdas/publish/filter-policy.ts';
import { createSnsPublisher } from '../../lambdas/publish/sns-publisher.ts';
import { findWatch, type Watch, type Watches } from '../../lambdas/publish/watches.ts';
import { createSnsWatches } from '../../remote/watches.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { receiveAll } from '../publish/receive.ts';
import { ALERT } from '../publish/samples.ts';

let fauxqs: Fauxqs;
let topic: string;
let watches: Watches;

beforeAll(async () => {
  fauxqs = await openFauxqs();
});
afterAll(() => fauxqs.close());
beforeEach(async () => {
  topic = await fauxqs.newTopic();
  watches = createSnsWatches(fauxqs.sns, topic);
});

const EVERYTHING = { regions: [], topics: [], feeds: [], kinds: [], languages: [] };
const watch = (id: string, protocol: Watch['protocol'], endpoint: string, question = {}): Watch => ({
  ...{ id, protocol, endpoint },
  policy: filterPolicyOf({ ...EVERYTHING, ...question }, id),
});

describe('the watches of a stack', () => {
  it('are subscriptions of its topic with a filter, until they are removed', async () => {
    const { arn } = await fauxqs.newQueue();
    const korea = watch('korea', 'sqs', arn, { regions: ['KP'], topics: ['medtop:20000635'] });
    const caller = watch('caller', 'lambda', 'arn:aws:lambda:us-east-1:000000000000:function:f');
    await watches.add(korea);
    await watches.add(caller);
    const { watches: known, pending } = await watches.list();
    expect(known).toMatchObject([korea, caller]);
    expect(pending).toEqual([]);
    await watches.remove(await findWatch(watches, 'korea'));
    expect((await watches.list()).watches).toMatchObject([caller]);
  });

  it('get what is published and what they ask for, and a replay alone', async () => {
    const [korean, french] = [await fauxqs.newQueue(), await fauxqs.newQueue()];
    const everything = watch('everything', 'sqs', korean.arn);
    await watches.add(everything);
    await watches.add(watch('french', 'sqs', french.arn, { languages: ['fr'] }));
    const publish = createSnsPublisher(fauxqs.sns, topic);
    await publish(ALERT);
    await publish({ ...ALERT, title: 'Les pourparlers', language: 'fr-CA' });
    const subjects = async (url: string) => (await receiveAll(fauxqs.sqs, url)).map(({ Subject }) => Subject);
    expect(await subjects(korean.url)).toEqual(['Talks begin', 'Les pourparlers']);
    expect(await subjects(french.url)).toEqual(['Les pourparlers']);

    await watches.send(everything, { ...ALERT, language: 'fr' });
    expect(await subjects(korean.url)).toEqual(['Talks begin']);
    expect(await subjects(french.url)).toEqual([]);
  });

  it('tell what has to happen before anything is sent', async () => {
    const { arn } = await fauxqs.newQueue();
    const say = (id: string, protocol: Watch['protocol'], endpoint: string) =>
      watches.add(watch(id, protocol, endpoint));
    expect(await say('m', 'email', 'desk@example.org')).toMatch(/mail to desk@example\.org.*link/);
    expect(await say('u', 'url', 'https://example.org/in')).toMatch(/SubscriptionConfirmation.*SubscribeURL/);
    expect(await say('f', 'lambda', 'arn:aws:lambda:us-east-1:0:function:f')).toContain(`--source-arn ${topic}`);
    const [, statement = ''] = (await say('q', 'sqs', arn)).split('statement:\n');
    expect(JSON.parse(statement)).toMatchObject({
      Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': topic } },
    });
  });

  it('are one for an address, under one name', async () => {
    const { arn } = await fauxqs.newQueue();
    await watches.add(watch('korea', 'sqs', arn, { regions: ['KP'] }));
    await expect(watches.add(watch('japan', 'sqs', arn, { regions: ['JP'] }))).rejects.toThrow(
      /lets an address have one/,
    );
    await expect(watches.add(watch('korea', 'email', 'desk@example.org'))).rejects.toThrow(/called korea/);
  });

  it.each([
    ['url', 'http://example.org/in', /https/],
    ['email', 'desk', /mail address/],
    ['sqs', 'https://sqs.us-east-1.amazonaws.com/0/q', /ARN of a queue/],
    ['lambda', 'my-function', /ARN of a function/],
    ['terminal', '', /no terminal/],
  ] as const)('by %s do not go to %s', async (protocol, endpoint, reason) => {
    await expect(watches.add(watch('korea', protocol, endpoint))).rejects.toThrow(reason);
  });

  it('include those that were made by other means', async () => {
    const { arn: Endpoint } = await fauxqs.newQueue();
    await fauxqs.sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: 'sqs', Endpoint }));
    const [found] = (await watches.list()).watches;
    expect(found).toMatchObject({ protocol: 'sqs', endpoint: Endpoint, policy: {} });
    await watches.remove(await findWatch(watches, found?.id ?? ''));
    expect((await watches.list()).watches).toEqual([]);
  });

  it('wait for a receiver that has not agreed, and are not made twice meanwhile', async () => {
    const client = new SNSClient({ region: 'us-east-1' });
    const [Protocol, Endpoint] = ['email', 'desk@example.org'];
    mockClient(client)
      .on(ListSubscriptionsByTopicCommand)
      .resolves({ Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Protocol, Endpoint }] });
    const waiting = createSnsWatches(client, topic);
    expect(await waiting.list()).toEqual({ watches: [], pending: [{ protocol: 'email', endpoint: Endpoint }] });
    await expect(waiting.add(watch('korea', 'email', Endpoint))).rejects.toThrow(/lets an address have one/);
    client.destroy();
  });
});
