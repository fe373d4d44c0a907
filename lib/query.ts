import { Duration } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

export interface QueryProps extends SharedProps {
  readonly storage: Storage;
}

/** Answers questions over HTTPS, to those whom IAM lets call it: identities with `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`. */
export class Query extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { storage, logRetention, encryptionKey }: QueryProps) {
    super(scope, id);
    const query = new PipelineFunction(this, 'Answer', {
      step: 'query',
      description: 'Answers what dateline query asks, over HTTPS',
      memorySize: 1024,
      timeout: Duration.seconds(30),
      ...{ logRetention, encryptionKey },
    });
    storage.bindItems(query, ['BatchGetItem', 'Query']);
    // A feed is read by its id, and all are where somebody names one by its URL or title.
    storage.bindFeeds(query, ['GetItem', 'Scan']);
    this.url = query.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }).url;
  }
}
