import type { Alert } from './alert.ts';

/**
 * Tells whoever watches of an item that came in. It may tell the same twice, never nothing: it throws where it could not.
 *
 * @param to the one watch that a replay is for; everyone where absent
 */
export type Publish = (alert: Alert, to?: string) => Promise<void>;

/** For a run whose watches read the log of arrivals by themselves, as those of the local run do. */
export const publishNothing: Publish = async () => {};
