import type { IsoTime } from '../shared/domain.ts';
import { TABLE } from '../shared/names.ts';

/** What a row carries that is not kept for good: epoch seconds, after which DynamoDB deletes it within a few days. */
export interface Expiring {
  readonly [TABLE.items.expiry]?: number;
}

/** @param ttl seconds; absent for good */
export function expiryAfter(time: IsoTime, ttl: number | undefined): Expiring {
  return ttl === undefined ? {} : { [TABLE.items.expiry]: Math.floor(Date.parse(time) / 1_000) + ttl };
}
