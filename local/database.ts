import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { InputError } from '../lambdas/shared/errors.ts';
import type { DataFolder } from './folder.ts';
import { breakLock, publishEndpoint, takeLock } from './lock.ts';

/** An embedded DynamoDB that answers. */
export interface Database {
  readonly endpoint: string;
  /** True where another process has it open. */
  readonly isShared: boolean;
  close(): Promise<void>;
}

/** dynalite takes any credentials; the SDK wants some. */
export const LOCAL_ACCOUNT = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

export function localClient(endpoint: string): DynamoDBClient {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = LOCAL_ACCOUNT;
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

/** How long a command waits for another one to finish with the database. */
const PATIENCE_MS = 10_000;

/**
 * Opens the folder's database on loopback, or finds the one that another process has open.
 *
 * @param port 0 takes any free one
 * @param share whether another process's database will do; one that will not do with it opens its own to others
 * @throws InputError where another run has the folder and sharing will not do
 */
export async function openDatabase(folder: DataFolder, port: number, share: boolean): Promise<Database> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await pause(100)) {
    const lock = await takeLock(folder.lock);
    if (lock.held) {
      const database = await listen(folder, port, lock.release);
      // Only a run that stays lets others in; a short command is waited for.
      if (!share) await publishEndpoint(folder.lock, database.endpoint);
      return database;
    }
    const { pid, endpoint } = lock.by;
    // After a power cut the number of the run that held the lock may be that of any other process.
    if (endpoint !== undefined && !(await isAnswering(endpoint))) {
      await breakLock(folder.lock);
      continue;
    }
    if (share && endpoint !== undefined) return { endpoint, isShared: true, close: async () => {} };
    if (endpoint !== undefined || Date.now() > deadline) {
      throw new InputError(
        `${folder.root} is in use by process ${pid}; stop it, or choose another folder with DATELINE_HOME`,
      );
    }
  }
}

async function isAnswering(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch {
    return false;
  }
}

async function listen(folder: DataFolder, port: number, release: () => Promise<void>): Promise<Database> {
  const server = dynalite({ path: folder.database, createTableMs: 0 });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await release();
    throw error;
  }
  const { port: actual } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${actual}`,
    isShared: false,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error?: Error) => (error ? reject(error) : resolve())),
      );
      await release();
    },
  };
}
