import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { feedIdOf } from '../lambdas/schedule/feed-identity.ts';
import { parseOpml } from '../lambdas/schedule/opml.ts';
import { type SampleWire, startSampleWire } from './sample-wire/server.ts';
import type { Store } from './store.ts';
import { writeWhole } from './whole-file.ts';

/** The sample wire of one data folder: the same stories after a restart, and one round further with each poll. */
export interface SampleRun {
  readonly opml: string;
  /** Publishes the next round and makes the feeds due. */
  advance(): Promise<void>;
  close(): Promise<void>;
}

const State = z.object({ epoch: z.iso.datetime(), round: z.number().int().nonnegative() });
type State = z.infer<typeof State>;

export async function startSampleRun({ folder, feeds }: Store, port: number): Promise<SampleRun> {
  const saved = await readState(folder.sampleState);
  const state = saved ? { ...saved, round: saved.round + 1 } : { epoch: new Date().toISOString(), round: 0 };
  const wire = await startSampleWire({ port, epoch: new Date(state.epoch), round: state.round });
  const save = () =>
    writeWhole(folder.sampleState, JSON.stringify({ epoch: state.epoch, round: wire.round } satisfies State));
  await makeDue(wire, feeds);
  await save();
  return {
    opml: wire.opml,
    async advance() {
      wire.advance();
      await makeDue(wire, feeds);
      await save();
    },
    close: () => wire.close(),
  };
}

/** Loopback needs no politeness, and a person who tries Dateline should not wait a quarter of an hour for news. */
async function makeDue({ opml }: SampleWire, feeds: Store['feeds']): Promise<void> {
  const dueAt = new Date().toISOString();
  for (const { url } of parseOpml(opml)) {
    const feed = await feeds.get(feedIdOf(url));
    if (feed?.status === 'active' && feed.failures === 0) await feeds.change(feed.feedId, { dueAt });
  }
}

async function readState(path: string): Promise<State | undefined> {
  try {
    return State.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
