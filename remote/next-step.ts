import type { Watch } from '../lambdas/publish/watches.ts';

/** What has to happen before SNS sends anything to a new watch. */
export function nextStep({ id, protocol, endpoint }: Watch, topicArn: string): string {
  switch (protocol) {
    case 'email':
      return `SNS has sent a mail to ${endpoint}. Nothing else is sent until the link in it is opened; after some days without that SNS forgets the watch.`;
    case 'url':
      return `SNS posts a SubscriptionConfirmation to ${endpoint}. Nothing else is sent until the receiver has opened its SubscribeURL.`;
    case 'sqs':
      return `The queue gets what comes in as soon as its policy has this statement:\n${JSON.stringify(queueStatement(endpoint, topicArn), null, 2)}`;
    case 'lambda':
      return `The function is called as soon as SNS may:\n  aws lambda add-permission --function-name ${endpoint} --statement-id dateline-${id} --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn ${topicArn}`;
    case 'terminal':
      return '';
    default:
      return protocol satisfies never;
  }
}

const queueStatement = (queueArn: string, topicArn: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queueArn,
  Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
});
