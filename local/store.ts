import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Archive } from '../lambdas/archive/archive.ts';
import { openArchive } from '../lambdas/archive/open-archive.ts';
import { createItemIndex } from '../lambdas/index/dynamodb-item-index.ts';
import type { ItemIndex } from '../lambdas/index/item-index.ts';
import { type Publish, publishNothing } from '../lambdas/publish/publisher.ts';
import { createFeedStore, type FeedStore } from '../lambdas/shared/feed-store.ts';
import { localClient, openDatabase } from './database.ts';
import { type DeadLetter, deadLetters, redrive } from './dead-letters.ts';
import { type DataFolder, dataFolder } from './folder.ts';
import { notify } from './notifications.ts';
import { createTables, type TableNames, tableNames } from './tables.ts';
import { writeWhole } from './whole-file.ts';

/** The data of the local run, opened. */
export interface Store {
  readonly kind: 'local';
  readonly folder: DataFolder;
  /** URL of the embedded DynamoDB. */
  readonly endpoint: string;
  /** True where another process has the database open: a run that is under way. */
  readonly isShared: boolean;
  readonly tables: TableNames;
  readonly archiveUrl: string;
  readonly feeds: FeedStore;
  readonly index: ItemIndex;
  readonly archive: Archive;
  /** Tells of what is brought into the index from here. */
  readonly publish: Publish;
  /** Sends stored objects through the pipeline again. */
  notify(keys: readonly string[]): Promise<void>;
  deadLetters(): AsyncIterable<DeadLetter>;
  /** Puts the dead letters back, and yields each that went. */
  redrive(): AsyncIterable<DeadLetter>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly folder?: DataFolder;
  /** Port of the embedded DynamoDB. @default any free one */
  readonly port?: number;
  /** Whether the database of a run that is under way will do. @default true */
  readonly share?: boolean;
}

/** Opens the data folder; makes it, and its tables from the synthesized template, where they are not there yet. */
export async function openStore({ folder = dataFolder(), port = 0, share = true }: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(folder, port, share);
  try {
    const client = localClient(database.endpoint);
    const tables = (await knownTables(folder)) ?? (await makeTables(folder, database.endpoint));
    const archiveUrl = pathToFileURL(folder.archive).href;
    return {
      kind: 'local',
      folder,
      endpoint: database.endpoint,
      isShared: database.isShared,
      tables,
      archiveUrl,
      feeds: createFeedStore(client, tables.feeds),
      index: createItemIndex(client, tables.items),
      archive: openArchive(archiveUrl),
      publish: publishNothing,
      notify: (keys) => notify(folder, keys),
      deadLetters: () => deadLetters(folder),
      redrive: () => redrive(folder),
      async close() {
        client.destroy();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function knownTables(folder: DataFolder): Promise<TableNames | undefined> {
  try {
    return JSON.parse(await readFile(folder.tables, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The CDK takes a second to load, so it is loaded only where tables are to be made. */
async function makeTables(folder: DataFolder, endpoint: string): Promise<TableNames> {
  const { synthesizeTemplate } = await import('../lib/synthesize.ts');
  const template = synthesizeTemplate();
  const client = localClient(endpoint);
  await createTables(client, template);
  client.destroy();
  const names = tableNames(template);
  await writeWhole(folder.tables, JSON.stringify(names));
  return names;
}
