import {
  InvalidParameterException,
  type MessageAttributeValue,
  PublishCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { attributesOf } from './attributes.ts';
import { messageOf } from './message.ts';
import type { Publish } from './publisher.ts';

/**
 * Publishes to a standard topic, since a FIFO topic knows neither e-mail nor HTTPS. Such a topic keeps no order: messages
 * carry `arrivedAt` for those who need it.
 */
export function createSnsPublisher(client: SNSClient, TopicArn: string): Publish {
  return async (alert, to) => {
    const { subject, text, json } = messageOf(alert);
    const message = {
      TopicArn,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: json, email: text }),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributesOf(alert, to)).map(([name, values]) => [name, attributeValue(values)]),
      ),
    };
    const send = (Subject: string) => client.send(new PublishCommand({ ...message, Subject }));
    await send(subject).catch((error) => {
      // The manual once said ASCII and now says UTF-8: a headline that SNS refuses must not hold up its story.
      if (!(error instanceof InvalidParameterException)) throw error;
      return send(`Dateline: ${alert.kind} story ${alert.id}`);
    });
  };
}

/** A filter takes one value and a list of one alike. */
function attributeValue(values: readonly string[]): MessageAttributeValue {
  const [first, ...others] = values;
  return others.length === 0
    ? { DataType: 'String', StringValue: first }
    : { DataType: 'String.Array', StringValue: JSON.stringify(values) };
}
