import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Ingestion, type IngestionProps } from './ingestion.ts';
import { Polling, type PollingProps } from './polling.ts';
import { Storage, type StorageProps } from './storage.ts';

export interface DatelineStackProps
  extends StackProps,
    StorageProps,
    Omit<PollingProps, 'storage'>,
    Omit<IngestionProps, 'storage' | 'feedQueue'> {}

/** One Dateline, in the order of the data. An account may hold several: nothing in it has a name of its own. */
export class DatelineStack extends Stack {
  constructor(scope: Construct, id: string, props: DatelineStackProps = {}) {
    super(scope, id, { description: 'Dateline: news wires, archived, tagged by region and topic', ...props });
    const storage = new Storage(this, 'Storage', props);
    const polling = new Polling(this, 'Polling', { ...props, storage });
    const ingestion = new Ingestion(this, 'Ingestion', { ...props, storage, feedQueue: polling.feedQueue });

    this.output({
      ItemsTableName: storage.items.tableName,
      FeedsTableName: storage.feeds.tableName,
      ArchiveBucketName: storage.archive.bucketName,
      FeedQueueUrl: polling.feedQueue.queueUrl,
      FeedDeadLetterQueueUrl: polling.feedDeadLetterQueue.queueUrl,
      IngestQueueUrl: ingestion.queue.queueUrl,
      IngestDeadLetterQueueUrl: ingestion.deadLetterQueue.queueUrl,
    });
  }

  private output(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
