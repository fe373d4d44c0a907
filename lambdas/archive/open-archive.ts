import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import { InputError } from '../shared/errors.ts';
import type { Archive } from './archive.ts';
import { createFileArchive } from './file-archive.ts';
import { createS3Archive } from './s3-archive.ts';

/**
 * @param url `s3://bucket` or `file:///folder`
 * @throws InputError for any other URL
 */
export function openArchive(url: string): Archive {
  const { protocol, host } = new URL(url);
  if (protocol === 's3:') return createS3Archive(new S3Client({}), host);
  if (protocol === 'file:') return createFileArchive(fileURLToPath(url));
  throw new InputError(`archive: ${url} is neither s3://bucket nor file:///folder`);
}
