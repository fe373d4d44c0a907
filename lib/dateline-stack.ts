import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import tagger from '../data/built/version.json' with { type: 'json' };
import { OUTPUT } from '../lambdas/shared/names.ts';
import { Alerts } from './alerts.ts';
import { Catalog, type CatalogProps } from './catalog.ts';
import { Ingestion, type IngestionProps } from './ingestion.ts';
import { Polling, type PollingProps } from './polling.ts';
import { Query } from './query.ts';
import { Storage, type StorageProps } from './storage.ts';
import { WebSub } from './web-sub.ts';

export interface DatelineStackProps
  extends StackProps,
    Omit<StorageProps, 'encryptionKey'>,
    Omit<PollingProps, 'storage' | 'webSubCallback' | 'encryptionKey'>,
    Omit<IngestionProps, 'storage' | 'feedQueue' | 'alerts' | 'encryptionKey'>,
    Omit<CatalogProps, 'storage'> {
  /** ARN of the KMS key that encrypts all that the stack keeps. @default - the keys that AWS itself keeps */
  readonly kmsKey?: string | undefined;
  /** Who hears of alarms. @default - nobody */
  readonly alarmEmail?: string | undefined;
  /** Opens a public address for WebSub hubs, which then push what is new. @default false */
  readonly webSub?: boolean | undefined;
}

/** One Dateline, in the order of the data. An account may hold several: nothing in it has a name but after the stack. */
export class DatelineStack extends Stack {
  constructor(scope: Construct, id: string, props: DatelineStackProps = {}) {
    super(scope, id, { description: 'Dateline: news wires, archived, tagged by region and topic', ...props });
    const encryptionKey = props.kmsKey === undefined ? undefined : Key.fromKeyArn(this, 'Key', props.kmsKey);
    const settings = { ...props, encryptionKey };
    const storage = new Storage(this, 'Storage', settings);
    const webSub = props.webSub ? new WebSub(this, 'WebSub', { ...settings, storage }) : undefined;
    const polling = new Polling(this, 'Polling', { ...settings, storage, webSubCallback: webSub?.callback });
    const alerts = new Alerts(this, 'Alerts', settings);
    const { feedQueue } = polling;
    const ingestion = new Ingestion(this, 'Ingestion', { ...settings, storage, feedQueue, alerts });

    const query = new Query(this, 'Query', { ...settings, storage });
    const catalog = new Catalog(this, 'Catalog', { ...settings, storage });

    this.output({
      [OUTPUT.itemsTable]: storage.items.tableName,
      [OUTPUT.feedsTable]: storage.feeds.tableName,
      [OUTPUT.archiveBucket]: storage.archive.bucketName,
      [OUTPUT.feedQueue]: polling.feedQueue.queueUrl,
      [OUTPUT.feedDeadLetters]: polling.feedDeadLetterQueue.queueUrl,
      [OUTPUT.fetchLog]: polling.fetchLog.logGroupName,
      [OUTPUT.ingestQueue]: ingestion.queue.queueUrl,
      [OUTPUT.ingestDeadLetters]: ingestion.deadLetterQueue.queueUrl,
      [OUTPUT.ingestLog]: ingestion.log.logGroupName,
      [OUTPUT.query]: query.url,
      [OUTPUT.taggerVersion]: tagger.version,
      [OUTPUT.alertsTopic]: alerts.topic.topicArn,
      [OUTPUT.database]: catalog.database,
      [OUTPUT.workGroup]: catalog.workGroup,
      ...(webSub && { [OUTPUT.webSubCallback]: webSub.callback }),
    });
  }

  private output(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
