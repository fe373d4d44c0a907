import { setTimeout as pause } from 'node:timers/promises';
import { ENV } from '../lambdas/shared/names.ts';
import { LOCAL_ACCOUNT } from './database.ts';
import { type FeedQueue, openFeedQueue } from './feed-queue.ts';
import { listenForHubs } from './hub-listener.ts';
import { notificationsOf } from './notifications.ts';
import type { Store } from './store.ts';

/** The deployed functions, run here: what EventBridge, SQS and S3 do between them is done by this runtime. */
export interface Runtime {
  /** One tick of the schedule and all that follows from it. Ends when every queue is empty. */
  tick(): Promise<void>;
  /** Only what stored responses are waiting for. */
  ingest(): Promise<void>;
  close(): Promise<void>;
}

export interface RuntimeOptions {
  /** Who publishers can write to; a URL or a mail address. */
  readonly contact?: string | undefined;
  /** Where WebSub hubs reach this machine, and the loopback port that it leads to. @default nothing is subscribed */
  readonly webSub?: WebSubAddress | undefined;
  /** Stops the work after the batches that are under way. */
  readonly signal: AbortSignal;
}

export interface WebSubAddress {
  readonly callback: string;
  readonly port: number;
}

/** How often the runtime looks for stored responses while feeds are being fetched. */
const LOOK_INTERVAL_MS = 50;

export async function startRuntime(store: Store, options: RuntimeOptions): Promise<Runtime> {
  const { signal } = options;
  const queue = await openFeedQueue();
  try {
    setEnvironment(store, queue, options);
    const { schedule, fetch, ingest } = await loadHandlers();
    const hubs = options.webSub && (await listenForHubs(await loadWebSub(), options.webSub.port));
    const notifications = notificationsOf(store.folder);
    const ingestStored = () => notifications.drain(ingest, signal);
    return {
      async tick() {
        // A tick that fails, over a broken feeds file, has sent what is due all the same.
        const [scheduled] = await Promise.allSettled([schedule()]);
        // What ingest found may ask for more: pages that may fill a gap.
        while ((await whileFetching(queue.drain(fetch, signal), ingestStored)) > 0);
        if (scheduled.status === 'rejected') throw scheduled.reason;
      },
      ingest: ingestStored,
      async close() {
        await hubs?.close();
        await queue.close();
      },
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** After the environment is set: a handler reads it when it is loaded, as in Lambda. */
async function loadHandlers() {
  const schedule = await import('../lambdas/schedule/handler.ts');
  const fetch = await import('../lambdas/fetch/handler.ts');
  const ingest = await import('../lambdas/ingest/handler.ts');
  return { schedule: schedule.handler, fetch: fetch.handler, ingest: ingest.handler };
}

const loadWebSub = async () => (await import('../lambdas/websub/handler.ts')).handler;

/** @returns what `fetching` comes to */
async function whileFetching(fetching: Promise<number>, ingest: () => Promise<void>): Promise<number> {
  let isFetching = true;
  const fetched = fetching.finally(() => {
    isFetching = false;
  });
  // Its fault is thrown below; until then nobody waits for it.
  fetched.catch(() => {});
  while (isFetching) {
    await ingest();
    await Promise.race([fetched, pause(LOOK_INTERVAL_MS)]);
  }
  const count = await fetched;
  await ingest();
  return count;
}

function setEnvironment(store: Store, queue: FeedQueue, { contact, webSub }: RuntimeOptions): void {
  const { endpoint, tables, archiveUrl, folder } = store;
  // A profile of the person's own would win over the local credentials.
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, LOCAL_ACCOUNT, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    [ENV.feedsTable]: tables.feeds,
    [ENV.itemsTable]: tables.items,
    [ENV.archiveUrl]: archiveUrl,
    [ENV.feedQueueUrl]: queue.url,
    [ENV.feedsFile]: folder.wishedFeeds,
    ...(contact !== undefined && { [ENV.contact]: contact }),
    ...(webSub && { [ENV.webSubCallback]: webSub.callback }),
    [ENV.allowLoopback]: 'true',
  });
}
