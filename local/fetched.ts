import type { FetchOutcome } from '../lambdas/fetch/get.ts';
import { InputError } from '../lambdas/shared/errors.ts';

/**
 * What came of an address that a person gave.
 *
 * @param wayOut what to do instead where it failed
 * @throws InputError where nothing came
 */
export function fetchedOf(outcome: FetchOutcome, wayOut?: string): Extract<FetchOutcome, { kind: 'fetched' }> {
  switch (outcome.kind) {
    case 'fetched':
      return outcome;
    case 'failed':
      throw new InputError(wayOut === undefined ? outcome.reason : `${outcome.reason}; ${wayOut}`);
    case 'gone':
      throw new InputError('the publisher says that it is gone for good (410)');
    case 'not-modified':
      throw new InputError('the server answered 304 to an unconditional request');
    default:
      return outcome satisfies never;
  }
}
