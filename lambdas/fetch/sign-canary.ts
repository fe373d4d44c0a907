import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { CANARY } from '../shared/names.ts';

/** Seconds: as long as a request may take. */
const VALID = 60;

/** Makes addresses of the canary's feed that are good for one request. @param archiveUrl `s3://bucket` */
export function canarySigner(archiveUrl: string): () => Promise<string> {
  const client = new S3Client({});
  const command = new GetObjectCommand({ Bucket: new URL(archiveUrl).host, Key: CANARY.key });
  return () => getSignedUrl(client, command, { expiresIn: VALID });
}
