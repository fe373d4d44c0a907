import { Duration } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PREFIX } from '../lambdas/shared/names.ts';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

export interface WebSubProps extends SharedProps {
  readonly storage: Storage;
}

/**
 * The public address at which hubs push what is new; the only one of the stack, and there only where it was asked for.
 * Anybody may call it: what is not signed with the secret that the hub of the feed was told is dropped.
 */
export class WebSub extends Construct {
  readonly callback: string;

  constructor(scope: Construct, id: string, { storage, logRetention, encryptionKey }: WebSubProps) {
    super(scope, id);
    const callback = new PipelineFunction(this, 'Callback', {
      step: 'websub',
      description: 'Takes what WebSub hubs push and stores it like a response',
      memorySize: 256,
      timeout: Duration.seconds(15),
      ...{ logRetention, encryptionKey },
    });
    storage.bindFeeds(callback, ['GetItem', 'UpdateItem']);
    storage.bindArchive(callback, { put: [PREFIX.responses] });
    this.callback = callback.function.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
  }
}
