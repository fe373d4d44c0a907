import { Aws, CfnCustomResource, Duration, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/shared/names.ts';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';

export interface EmptyingProps extends SharedProps {
  readonly bucket: Bucket;
}

/**
 * Empties the archive when the stack is deleted, so that it can be deleted too. (CDK's `autoDeleteObjects` would let its
 * function also change the bucket's policy and write to every log group.) Whoever writes to the bucket has to depend on
 * this: then his rights go first.
 */
export class Emptying extends Construct {
  constructor(scope: Construct, id: string, { bucket, logRetention, encryptionKey }: EmptyingProps) {
    super(scope, id);
    const empty = new PipelineFunction(this, 'Empty', {
      step: 'empty',
      description: 'Empties the archive when the stack is deleted',
      memorySize: 256,
      timeout: Duration.minutes(15),
      environment: { [ENV.archiveUrl]: `s3://${bucket.bucketName}` },
      ...{ logRetention, encryptionKey },
    });
    empty.allow(['s3:ListBucketVersions'], bucket.bucketArn);
    empty.allow(['s3:DeleteObjectVersion'], bucket.arnForObjects('*'));
    empty.allow(['cloudformation:DescribeStacks'], Aws.STACK_ID);
    Validations.of(empty.policies).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::<Archive.Arn>/*]',
      reason: 'A bucket can be deleted only when nothing at all is left in it.',
    });
    new CfnCustomResource(this, 'Archive', {
      serviceToken: empty.function.functionArn,
      serviceTimeout: Duration.minutes(16).toSeconds(),
    });
  }
}
