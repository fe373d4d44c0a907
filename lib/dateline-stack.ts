import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Ingestion, type IngestionProps } from './ingestion.ts';
import { Polling, type PollingProps } from './polling.ts';
import { Storage, type StorageProps } from './storage.ts';
import { WebSub } from './web-sub.ts';

export interface DatelineStackProps
  extends StackProps,
    StorageProps,
    Omit<PollingProps, 'storage' | 'webSubCallback'>,
    Omit<IngestionProps, 'storage' | 'feedQueue'> {
  /** Opens a public address for WebSub hubs, which then push what is new. @default false */
  readonly webSub?: boolean | undefined;
}

/** One Dateline, in the order of the data. An account may hold several: nothing in it has a name of its own. */
export class DatelineStack extends Stack {
  constructor(scope: Construct, id: string, props: DatelineStackProps = {}) {
    super(scope, id, { description: 'Dateline: news wires, archived, tagged by region and topic', ...props });
    const storage = new Storage(this, 'Storage', props);
    const webSub = props.webSub ? new WebSub(this, 'WebSub', { ...props, storage }) : undefined;
    const polling = new Polling(this, 'Polling', { ...props, storage, webSubCallback: webSub?.callback });
    const ingestion = new Ingestion(this, 'Ingestion', { ...props, storage, feedQueue: polling.feedQueue });

    this.output({
      ItemsTableName: storage.items.tableName,
      FeedsTableName: storage.feeds.tableName,
      ArchiveBucketName: storage.archive.bucketName,
      FeedQueueUrl: polling.feedQueue.queueUrl,
      FeedDeadLetterQueueUrl: polling.feedDeadLetterQueue.queueUrl,
      IngestQueueUrl: ingestion.queue.queueUrl,
      IngestDeadLetterQueueUrl: ingestion.deadLetterQueue.queueUrl,
      ...(webSub && { WebSubCallbackUrl: webSub.callback }),
    });
  }

  private output(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
