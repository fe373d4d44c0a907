import { InputError } from '../shared/errors.ts';
import type { Alert } from './alert.ts';
import type { FilterPolicy } from './filter-policy.ts';

/** Where a watch sends to. The local run knows `terminal` and `url`, a stack all but `terminal`. */
export type Protocol = 'terminal' | 'url' | 'email' | 'sqs' | 'lambda';

export interface Watch {
  readonly id: string;
  readonly protocol: Protocol;
  /** Address or ARN; empty for a terminal. */
  readonly endpoint: string;
  readonly policy: FilterPolicy;
}

/** A subscription whose receiver has not agreed yet: SNS does not say what it is of. */
export type PendingWatch = Pick<Watch, 'protocol' | 'endpoint'>;

/** Who is told of what comes in: subscriptions of a stack's topic, or files of the local run. */
export interface Watches {
  /**
   * @returns what happens next, for the person who asked
   * @throws InputError where such a watch cannot be
   */
  add(watch: Watch): Promise<string>;
  list(): Promise<{ readonly watches: readonly Watch[]; readonly pending: readonly PendingWatch[] }>;
  remove(watch: Watch): Promise<void>;
  /** Sends one alert to one watch again. */
  send(watch: Watch, alert: Alert): Promise<void>;
}

/** @throws InputError where there is none of that name */
export async function findWatch(watches: Watches, id: string): Promise<Watch> {
  const known = (await watches.list()).watches;
  const found = known.find((watch) => watch.id === id);
  if (found) return found;
  const names = known.map((watch) => watch.id).join(', ');
  throw new InputError(`no watch is called "${id}"; ${names === '' ? 'there is none' : `there are ${names}`}`);
}
