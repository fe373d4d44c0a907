import { InvalidParameterException, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../lambdas/publish/alert.ts';
import { type Attributes, attributesOf } from '../../lambdas/publish/attributes.ts';
import { type FilterPolicy, filterPolicyOf, isTaken, type WatchQuestion } from '../../lambdas/publish/filter-policy.ts';
import { messageOf } from '../../lambdas/publish/message.ts';
import { createSnsPublisher } from '../../lambdas/publish/sns-publisher.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { receiveAll } from './receive.ts';
import { ALERT } from './samples.ts';

let fauxqs: Fauxqs;
beforeAll(async () => {
  fauxqs = await openFauxqs();
});
afterAll(() => fauxqs.close());

/** @returns the URL of a queue that gets what the policy takes */
async function subscribe(TopicArn: string, policy?: FilterPolicy): Promise<string> {
  const { url, arn } = await fauxqs.newQueue();
  const Attributes = policy && { FilterPolicy: JSON.stringify(policy) };
  await fauxqs.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes }));
  return url;
}

describe('an alert on SNS', () => {
  it('has a subject, a text for e-mail, JSON for all others, and attributes to filter by', async () => {
    const topic = await fauxqs.newTopic();
    const queue = await subscribe(topic);
    await createSnsPublisher(fauxqs.sns, topic)(ALERT);
    const [received, ...others] = await receiveAll(fauxqs.sqs, queue);
    expect(others).toEqual([]);
    const { subject, text, json } = messageOf(ALERT);
    expect(received?.Subject).toBe(subject);
    // The emulator hands on whole what SNS takes apart by protocol.
    expect(JSON.parse(received?.Message ?? '')).toEqual({ default: json, email: text });
    expect(received?.MessageAttributes).toMatchObject({
      regions: { Type: 'String.Array', Value: '["KP","030","142","KR"]' },
      topics: { Type: 'String.Array', Value: '["medtop:20000635","medtop:11000000"]' },
      regionsDateline: { Type: 'String', Value: 'KR' },
      kind: { Type: 'String', Value: 'new' },
      lang: { Type: 'String', Value: 'en' },
      to: { Type: 'String', Value: 'all' },
    });
  });

  it('fits with the longest of everything', async () => {
    const topic = await fauxqs.newTopic();
    const codes = (count: number) => Array.from({ length: count }, (_, at) => `medtop:2000${1000 + at}`);
    const long = {
      title: '長'.repeat(1_000),
      summary: '長'.repeat(1_000),
      link: `https://example.org/${'x'.repeat(2_000)}`,
    };
    const alert = { ...ALERT, ...long, topics: codes(24), formerly: { topics: codes(1_000), about: codes(300) } };
    await expect(createSnsPublisher(fauxqs.sns, topic)(alert)).resolves.toBeUndefined();
  });

  it('goes out under a plain subject where SNS refuses its headline', async () => {
    const client = new SNSClient({ region: 'us-east-1' });
    const sns = mockClient(client);
    const refusal = { $metadata: {}, message: 'Invalid parameter: Subject' };
    sns.on(PublishCommand).rejectsOnce(new InvalidParameterException(refusal)).resolves({});
    await createSnsPublisher(client, 'topic')({ ...ALERT, title: 'Переговоры начались' });
    const subjects = sns.commandCalls(PublishCommand).map(({ args: [{ input }] }) => input.Subject);
    expect(subjects).toEqual(['Переговоры начались', `Dateline: new story ${ALERT.id}`]);
  });

  it('is thrown back where it could not be published, so that it is tried again', async () => {
    const gone = 'arn:aws:sns:us-east-1:000000000000:gone';
    await expect(createSnsPublisher(fauxqs.sns, gone)(ALERT)).rejects.toThrow(/not exist/);
  });
});

describe('a filter policy', () => {
  const STORY = { ...ALERT, about: ['KP', '030'] };
  const ALERTS: readonly Alert[] = [
    { ...STORY, id: '0' },
    { ...STORY, id: '1', about: [], datelines: [], mentioned: [], topics: [] },
    { ...STORY, id: '2', kind: 'revised', about: ['JP'], formerly: { about: ['KP'] }, feeds: ['a', 'b'] },
    { ...STORY, id: '3', kind: 'withdrawn', language: 'ko' },
    { ...STORY, id: '4', topics: ['medtop:04000000'], language: 'pt-BR' },
  ];
  const ANYTHING: WatchQuestion = { regions: [], topics: [], feeds: [], kinds: [], languages: [] };
  const QUESTIONS: readonly Partial<WatchQuestion>[] = [
    {},
    { regions: ['KP'] },
    { regions: ['JP', 'KR'] },
    { regions: ['JP', 'KR'], role: 'about' },
    { regions: ['KR', 'CN'], role: 'dateline' },
    { regions: ['US'] },
    { regions: ['US'], role: 'any' },
    { topics: ['medtop:20000635'] },
    { topics: ['medtop:20000635', 'medtop:04000000'], regions: ['KP'] },
    { topics: ['medtop:04000000'], regions: ['JP'] },
    { feeds: ['b'] },
    { feeds: ['b', ...ALERT.feeds], languages: ['ko'] },
    { kinds: ['new'] },
    { kinds: ['new'], regions: ['030'], languages: ['ko', 'pt'] },
    { kinds: ['revised', 'withdrawn'] },
    { kinds: ['revised'], topics: ['medtop:11000000'] },
    { regions: ['KP'], role: 'any', topics: ['medtop:11000000'], kinds: ['withdrawn'], languages: ['ko'] },
  ];

  /** SNS matches a list as it matches any of its values. The emulator knows single values only, so it is given each. */
  function* single(attributes: Attributes): Generator<Attributes> {
    const list = Object.entries(attributes).find(([, values]) => values.length > 1);
    if (!list) yield attributes;
    else for (const value of list[1]) yield* single({ ...attributes, [list[0]]: [value] });
  }

  it.each(['all', 'japan'])('takes here what it takes there of what goes to %s', async (to) => {
    const TopicArn = await fauxqs.newTopic();
    const watches = await Promise.all(
      QUESTIONS.map(async (question) => {
        const policy = filterPolicyOf({ ...ANYTHING, ...question }, 'korea');
        return { policy, queue: await subscribe(TopicArn, policy) };
      }),
    );
    for (const alert of ALERTS) {
      for (const attributes of single(attributesOf(alert, to))) {
        const MessageAttributes = Object.fromEntries(
          Object.entries(attributes).map(([name, [StringValue]]) => [name, { DataType: 'String', StringValue }]),
        );
        await fauxqs.sns.send(new PublishCommand({ TopicArn, Message: alert.id, Subject: '-', MessageAttributes }));
      }
    }
    for (const { policy, queue } of watches) {
      const there = new Set((await receiveAll(fauxqs.sqs, queue)).map(({ Message }) => Message));
      const here = ALERTS.filter((alert) => isTaken(policy, attributesOf(alert, to))).map(({ id }) => id);
      expect(here, JSON.stringify(policy)).toEqual([...there].sort());
    }
  });
});
