import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import { InputError } from '../shared/errors.ts';
import { createFileArchive } from './file-archive.ts';
import { createS3Archive } from './s3-archive.ts';

export interface ArchiveObject {
  readonly body: Uint8Array;
  /** Short ASCII values by lower-case name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Objects by key, kept for good. An object appears whole or not at all; putting it again replaces it. */
export interface Archive {
  put(key: string, object: ArchiveObject): Promise<void>;
  get(key: string): Promise<ArchiveObject | undefined>;
  /** Keys that start with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<string>;
}

/**
 * @param url `s3://bucket` or `file:///folder`
 * @throws InputError for any other URL
 */
export function createArchive(url: string): Archive {
  const { protocol, host } = new URL(url);
  if (protocol === 's3:') return createS3Archive(new S3Client({}), host);
  if (protocol === 'file:') return createFileArchive(fileURLToPath(url));
  throw new InputError(`archive: ${url} is neither s3://bucket nor file:///folder`);
}
