import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
  SubscribeCommand,
  type Subscription,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { FilterPolicy } from '../lambdas/publish/filter-policy.ts';
import { createSnsPublisher } from '../lambdas/publish/sns-publisher.ts';
import type { PendingWatch, Protocol, Watch, Watches } from '../lambdas/publish/watches.ts';
import { InputError } from '../lambdas/shared/errors.ts';
import { nextStep } from './next-step.ts';

/** A policy that a person may have made by other means. */
const Policy = z.record(z.string(), z.unknown());

interface Subscribed extends Watch {
  readonly arn: string;
}

/** The watches of a deployed stack: the subscriptions of its topic. Each keeps its name in its filter policy. */
export function createSnsWatches(client: SNSClient, topicArn: string): Watches {
  const publish = createSnsPublisher(client, topicArn);

  const list = async () => {
    const watches: Subscribed[] = [];
    const pending: PendingWatch[] = [];
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
      for (const subscription of Subscriptions) {
        const { SubscriptionArn: arn = '' } = subscription;
        if (arn.startsWith('arn:'))
          watches.push({ ...subscribed(subscription), arn, ...(await readPolicy(client, arn)) });
        else pending.push(subscribed(subscription));
      }
    }
    return { watches, pending };
  };

  return {
    async add(watch) {
      check(watch);
      const { watches, pending } = await list();
      if (watches.some(({ id }) => id === watch.id)) {
        throw new InputError(`there is a watch called ${watch.id}; choose another --name or remove it first`);
      }
      // SNS has one subscription for an address, and one filter for a subscription.
      if ([...watches, ...pending].some((other) => isSame(other, watch))) {
        throw new InputError(
          `${watch.endpoint} has a watch on this stack, and SNS lets an address have one; remove that, or give another form of the address, such as name+korea@example.org`,
        );
      }
      await client.send(
        new SubscribeCommand({
          TopicArn: topicArn,
          Protocol: watch.protocol === 'url' ? 'https' : watch.protocol,
          Endpoint: watch.endpoint,
          Attributes: { FilterPolicy: JSON.stringify(watch.policy) },
          ReturnSubscriptionArn: true,
        }),
      );
      return nextStep(watch, topicArn);
    },
    list,
    async remove({ id }) {
      const found = (await list()).watches.filter((watch) => watch.id === id);
      for (const { arn } of found) await client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    },
    send: ({ id }, alert) => publish(alert, id),
  };
}

const isSame = (a: PendingWatch, b: PendingWatch): boolean => a.protocol === b.protocol && a.endpoint === b.endpoint;

const PROTOCOLS: Readonly<Record<string, Protocol>> = { https: 'url', http: 'url', sqs: 'sqs', lambda: 'lambda' };

const subscribed = ({ Protocol = '', Endpoint = '' }: Subscription): PendingWatch => ({
  protocol: PROTOCOLS[Protocol] ?? 'email',
  endpoint: Endpoint,
});

/** One that was not made by `watch add` has no name of its own, and goes by the end of its ARN. */
async function readPolicy(client: SNSClient, arn: string): Promise<{ id: string; policy: FilterPolicy }> {
  const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
  const policy = Policy.parse(JSON.parse(Attributes.FilterPolicy ?? '{}')) as FilterPolicy;
  return { id: policy.to?.[1] ?? arn.slice(-12), policy };
}

const SHAPES: Readonly<Record<Exclude<Protocol, 'terminal'>, { readonly form: RegExp; readonly example: string }>> = {
  url: { form: /^https:\/\//, example: 'an https:// address, since a wire must not be read or changed on its way' },
  email: { form: /^\S+@\S+$/, example: 'a mail address' },
  sqs: { form: /^arn:[\w-]+:sqs:/, example: 'the ARN of a queue' },
  lambda: { form: /^arn:[\w-]+:lambda:/, example: 'the ARN of a function' },
};

function check({ protocol, endpoint }: Watch): void {
  if (protocol === 'terminal') throw new InputError('a stack has no terminal; say --email, --url, --sqs or --lambda');
  const { form, example } = SHAPES[protocol];
  if (!form.test(endpoint)) throw new InputError(`--${protocol} takes ${example}, not ${endpoint}`);
}
