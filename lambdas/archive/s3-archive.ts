import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Archive } from './archive.ts';

/** The archive in a bucket. Metadata is percent-encoded, since S3 carries it in ASCII headers. */
export function createS3Archive(client: S3Client, bucket: string): Archive {
  return {
    async put(key, { body, metadata }) {
      const encoded = Object.entries(metadata).map(([name, value]) => [name, encodeURIComponent(value)]);
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, Metadata: Object.fromEntries(encoded) }),
      );
    },

    async get(key) {
      try {
        const { Body, Metadata = {} } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (!Body) return undefined;
        const decoded = Object.entries(Metadata).map(([name, value]) => [name, decodeURIComponent(value)]);
        return { body: await Body.transformToByteArray(), metadata: Object.fromEntries(decoded) };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async *list(prefix) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      }
    },
  };
}
