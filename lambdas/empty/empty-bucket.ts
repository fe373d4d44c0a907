import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { TransientError } from '../shared/errors.ts';

/**
 * Deletes every object of a bucket, with all its versions and the marks of deletions. May be repeated; asks again until
 * nothing is listed, since somebody may have been writing.
 */
export async function emptyBucket(client: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await listed(client, Bucket);
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [first] = Errors;
    if (first) throw new TransientError('empty', `S3 did not delete ${first.Key}: ${first.Message ?? first.Code}`);
  }
}

/** Nothing where somebody has deleted the bucket by hand: the rest of the stack can go. */
async function listed(client: S3Client, Bucket: string): Promise<Partial<ListObjectVersionsCommandOutput>> {
  try {
    return await client.send(new ListObjectVersionsCommand({ Bucket }));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return {};
    throw error;
  }
}
