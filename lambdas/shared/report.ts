import { channel } from 'node:diagnostics_channel';
import { Logger } from '@aws-lambda-powertools/logger';
import type { ArrivalKind, IsoTime, Purpose } from './domain.ts';
import { isTransient, reasonOf } from './errors.ts';

/** What the handlers have to tell: one line of log each, and a word to whoever listens in the same process. */
export type Report = { readonly trace?: string } & (
  | { readonly step: 'schedule'; readonly due: number; readonly applied?: AppliedFeeds }
  | {
      readonly step: 'fetch';
      readonly feedId: string;
      readonly title: string;
      readonly sample?: boolean;
      readonly outcome: 'fetched' | 'unchanged' | 'not-modified' | 'gone' | 'failed';
      readonly cause?: string;
      readonly reason?: string;
    }
  | {
      readonly step: 'page';
      readonly feedId: string;
      readonly url: string;
      readonly purpose: Purpose['kind'];
      readonly failure?: string;
    }
  | {
      readonly step: 'ingest';
      readonly feedId: string;
      readonly key: string;
      readonly entries: number;
      readonly rejected: number;
      readonly recorded: Readonly<Partial<Record<ArrivalKind | 'updated' | 'known', number>>>;
      readonly unreadable?: string;
      readonly gap?: boolean;
    }
  | StoryReport
  | {
      readonly step: 'websub';
      readonly feedId: string;
      readonly outcome:
        | 'subscribed'
        | 'failed'
        | 'verified'
        | 'denied'
        | 'pushed'
        | 'unsigned'
        | 'unwanted'
        | 'misused';
      readonly reason?: string;
    }
  | {
      readonly step: 'fault';
      readonly in: 'fetch' | 'ingest' | 'websub';
      /** Of the message that could not be processed. Not called `message`, a key that the logger keeps for itself. */
      readonly body: string;
      readonly error: unknown;
    }
);

/** A story that was new, revised or withdrawn, once it is done. */
export interface StoryReport {
  readonly step: 'story';
  readonly trace?: string;
  readonly kind: ArrivalKind;
  readonly id: string;
  /** Of the object that brought it. */
  readonly feedId: string;
  readonly key: string;
  readonly link?: string;
  /** Codes of the regions and topics that it is found by. */
  readonly regions: readonly string[];
  readonly topics: readonly string[];
  readonly sample?: boolean;
  readonly publishedAt: IsoTime;
  readonly firstSeenAt: IsoTime;
  /** The other times of the first telling, as far as the row has them. */
  readonly storedAt?: IsoTime;
  readonly taggedAt?: IsoTime;
  readonly queryableAt?: IsoTime;
  /**
   * Seconds from publication until it could be found. Only of a new story whose publication is believed, and which a
   * poll or push has brought that was not the feed's first: of others it would say nothing of how fast we are.
   */
  readonly delay?: number;
}

export interface AppliedFeeds {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

const logger = new Logger({ serviceName: 'dateline' });

/** Node's own publish/subscribe within a process: the local run draws its progress from it. */
export const reports = channel('dateline:report');

export function report(what: Report): void {
  // Whether the same message is worth sending again as it is.
  if (what.step === 'fault') logger.error(reasonOf(what.error), { ...what, transient: isTransient(what.error) });
  else logger.info(what.step, { ...what });
  reports.publish(what);
}
