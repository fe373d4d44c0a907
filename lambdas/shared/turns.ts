import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs tasks of different groups side by side and those of one group one after the other. A turn lasts `interval` ms
 * longer than its task: while it lasts, the queue gives out no other message of the group to anybody, so a publisher
 * sees one request at a time and no more than one in `interval`, however many functions run.
 */
export function inTurns(): (group: string, interval: number, task: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (group, interval, task) => {
    const before = last.get(group) ?? Promise.resolve();
    // The fault of the one before is its own; the turn passes on all the same.
    const turn = before
      .catch(() => {})
      .then(async () => {
        try {
          await task();
        } finally {
          await pause(interval);
        }
      });
    last.set(group, turn);
    return turn;
  };
}
