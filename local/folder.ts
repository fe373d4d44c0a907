import { join, resolve } from 'node:path';

/** Where the local run keeps everything, and what is in it. */
export interface DataFolder {
  readonly root: string;
  /** LevelDB files of the embedded DynamoDB. */
  readonly database: string;
  /** Plain files in the bucket's key layout. */
  readonly archive: string;
  /** Names of stored responses whose ingestion failed too often. */
  readonly deadLetters: string;
  /** Names of the tables in it. */
  readonly tables: string;
  /** Who has the database open, and where it answers. */
  readonly lock: string;
  /** When the sample wire began and how far it is, so that a restart goes on with the same stories. */
  readonly sampleState: string;
  /** Copy of the OPML file that the run follows: `feeds.opml`, or the sample wire's. */
  readonly wishedFeeds: string;
  /** Who is told of what, and how far in the log of arrivals each is. */
  readonly watches: string;
}

export function dataFolder(path = process.env.DATELINE_HOME ?? '.dateline'): DataFolder {
  const root = resolve(path);
  return {
    root,
    database: join(root, 'dynamodb'),
    archive: join(root, 'archive'),
    deadLetters: join(root, 'dead-letters'),
    tables: join(root, 'tables.json'),
    lock: join(root, 'lock.json'),
    sampleState: join(root, 'sample-wire.json'),
    wishedFeeds: join(root, 'wished-feeds.opml'),
    watches: join(root, 'watches'),
  };
}
