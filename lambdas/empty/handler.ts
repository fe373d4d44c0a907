import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod';
import { readEnv } from '../shared/env.ts';
import { ENV } from '../shared/names.ts';
import { answerTo } from './answer-to.ts';
import { emptyBucket } from './empty-bucket.ts';

const env = readEnv({ [ENV.archiveUrl]: z.url({ protocol: /^s3$/ }) });
const bucket = new URL(env.ARCHIVE_URL).host;
const [s3, cloudFormation] = [new S3Client({}), new CloudFormationClient({})];

/** Empties the archive when its stack is deleted: CloudFormation deletes no bucket that holds something. */
export function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  return answerTo(event, bucket, async () => {
    // CloudFormation also says Delete where a deploy takes this resource out of a stack that lives on.
    if (event.RequestType === 'Delete' && (await isBeingDeleted(event.StackId))) await emptyBucket(s3, bucket);
  });
}

/** The second is that of a stack whose making has failed. */
const GOING: readonly unknown[] = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

async function isBeingDeleted(StackName: string): Promise<boolean> {
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  return Stacks.some(({ StackStatus }) => GOING.includes(StackStatus));
}
