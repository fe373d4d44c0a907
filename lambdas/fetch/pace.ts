import { setTimeout as pause } from 'node:timers/promises';

/** Runs a request to a host (`host[:port]`) when it is that host's turn. */
export type Pace = <T>(host: string, request: () => Promise<T>) => Promise<T>;

/**
 * One request at a time and host within this process, each at least an interval after the end of the one before. It
 * covers what the queue, which goes by the host of the feed, does not know: redirects, and pages that a feed links to.
 *
 * @param intervalOf milliseconds, by host
 */
export function hostPace(intervalOf: (host: string) => number): Pace {
  const busy = new Map<string, Promise<void>>();
  return async (host, request) => {
    const result = (busy.get(host) ?? Promise.resolve()).then(request);
    const over = result
      .then(
        () => {},
        () => {},
      )
      .then(() => pause(intervalOf(host)))
      .then(() => {
        if (busy.get(host) === over) busy.delete(host);
      });
    busy.set(host, over);
    return result;
  };
}
