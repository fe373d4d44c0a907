import { Alias, type IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/shared/names.ts';
import type { PipelineFunction } from './pipeline-function.ts';

export interface AlertsProps {
  /** @default - AWS's own key for SNS: it costs nothing by the month, and lets whoever may publish use it */
  readonly encryptionKey?: IKey | undefined;
}

/** Where everything that comes in is told. Who listens is no part of the stack: `dateline watch` makes the subscriptions. */
export class Alerts extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlertsProps = {}) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      masterKey: props.encryptionKey ?? Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
      enforceSSL: true,
    });
    // The subscriptions hang on the topic: another logical id would take them all away.
    (this.topic.node.defaultChild as CfnTopic).overrideLogicalId('Alerts');
  }

  bindPublisher(fn: PipelineFunction): void {
    fn.function.addEnvironment(ENV.alertsTopic, this.topic.topicArn);
    fn.allow(['sns:Publish'], this.topic.topicArn);
  }
}
