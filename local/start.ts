import { copyFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../lambdas/shared/errors.ts';
import { describe, plainReason } from './faults.ts';
import { printable } from './printable.ts';
import { progressOn } from './progress.ts';
import { countRound, type Round } from './round.ts';
import { type Runtime, startRuntime, type WebSubAddress } from './runtime.ts';
import { type SampleRun, startSampleRun } from './sample-run.ts';
import { openStore, type Store } from './store.ts';
import { summaryOf } from './summary.ts';

export interface StartOptions {
  /** End after one round. */
  readonly once: boolean;
  /** Poll the sample wire instead of the feeds file. */
  readonly sample: boolean;
  /** OPML file of the wished feeds. */
  readonly feedsFile: string;
  /** Port of the embedded DynamoDB. */
  readonly port: number;
  readonly samplePort: number;
  /** Who publishers can write to. */
  readonly contact?: string | undefined;
  /** Where WebSub hubs can push to. @default nothing is subscribed */
  readonly webSub?: WebSubAddress | undefined;
  /** Stops the run after the work that is under way. */
  readonly signal: AbortSignal;
}

interface RunOptions extends StartOptions {
  /** Aborted where this machine itself fails: going on would only wear out what is waiting. */
  readonly broken: AbortController;
}

/** As often as the deployed schedule. */
const TICK_MS = 60_000;

/** Runs the pipeline on this machine until it is stopped. */
export async function start(options: StartOptions): Promise<void> {
  const store = await openStore({ port: options.port, share: false });
  try {
    const broken = new AbortController();
    const signal = AbortSignal.any([options.signal, broken.signal]);
    const runtime = await startRuntime(store, { ...options, signal });
    try {
      await runWith(store, runtime, { ...options, broken });
    } finally {
      await runtime.close();
    }
  } finally {
    await store.close();
  }
}

async function runWith(store: Store, runtime: Runtime, options: RunOptions): Promise<void> {
  let sample = options.sample ? await startSampleRun(store, options.samplePort) : undefined;
  try {
    let round = await poll(runtime, store, options, sample);
    if (!sample && couldReachNothing(round) && !options.signal.aborted) {
      say(`None of the ${round.polled} feeds can be reached; going on with the sample wire, marked [sample].`);
      sample = await startSampleRun(store, options.samplePort);
      round = await poll(runtime, store, options, sample);
    }
    for (const line of await summaryOf(round, store, !options.once)) say(line);
    if (!options.once && !options.signal.aborted) await keepPolling(runtime, store, options, sample);
  } finally {
    await sample?.close();
  }
}

const couldReachNothing = ({ polled, unreachable }: Round): boolean => polled > 0 && unreachable === polled;

async function poll(runtime: Runtime, store: Store, options: RunOptions, sample?: SampleRun): Promise<Round> {
  const { wishedFeeds } = store.folder;
  if (sample) await writeFile(wishedFeeds, sample.opml);
  else await copyFile(options.feedsFile, wishedFeeds);
  const progress = progressOn(process.stderr);
  try {
    const round = await countRound(runtime.tick, (what, soFar) => {
      if (what.step === 'fault' && plainReason(what.error) !== undefined) options.broken.abort(what.error);
      progress.show(what, soFar);
    });
    if (options.broken.signal.aborted) throw options.broken.signal.reason;
    return round;
  } catch (error) {
    if (!(error instanceof InputError) || sample) throw error;
    throw new InputError(`${options.feedsFile}: ${error.message}`, { cause: error });
  } finally {
    progress.stop();
  }
}

async function keepPolling(runtime: Runtime, store: Store, options: RunOptions, sample?: SampleRun): Promise<void> {
  const { signal } = options;
  say(`Polling goes on every minute. Stop with Ctrl-C.`);
  while (await waited(TICK_MS, signal)) {
    try {
      await sample?.advance();
      const { polled, responses, recorded, faults } = await poll(runtime, store, options, sample);
      if (polled === 0 && responses === 0) continue;
      const { new: fresh, revised, withdrawn } = recorded;
      say(
        `${new Date().toISOString()} polled ${polled} feeds: ${fresh} new, ${revised} revised, ${withdrawn} withdrawn`,
      );
      for (const fault of faults) say(`Fault: ${describe(fault)}`);
    } catch (error) {
      if (options.broken.signal.aborted) throw error;
      // The next tick finds all that this one left: a run that polls for days must not end over one bad minute.
      say(`This round failed: ${describe(error)}`);
    }
  }
  say('Stopped. Everything is kept; npm start goes on from here.');
}

/** @returns false where the signal came first */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (!signal.aborted) await pause(ms, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}
