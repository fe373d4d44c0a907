import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
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
    await client.send(
      new PublishCommand({
        TopicArn,
        Subject: subject,
        MessageStructure: 'json',
        Message: JSON.stringify({ default: json, email: text }),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributesOf(alert, to)).map(([name, values]) => [name, attributeValue(values)]),
        ),
      }),
    );
  };
}

/** A filter takes one value and a list of one alike. */
function attributeValue(values: readonly string[]): MessageAttributeValue {
  const [first, ...others] = values;
  return others.length === 0
    ? { DataType: 'String', StringValue: first }
    : { DataType: 'String.Array', StringValue: JSON.stringify(values) };
}
