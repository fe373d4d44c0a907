import type { DayTraffic, IsoTime } from '../shared/domain.ts';
import { dayOf } from '../shared/keys.ts';
import type { Traffic } from './ask.ts';

/** Two days show a whole day at any hour, and cost a row that is written anyway no more than 130 bytes. */
const DAYS = 2;

/** Adds a poll to the days of a feed. @param notModified whether its answer was 304 */
export function countTraffic(
  days: readonly DayTraffic[] | undefined = [],
  { requests, bytes }: Traffic,
  notModified: boolean,
  now: IsoTime,
): DayTraffic[] {
  const day = dayOf(now);
  const before = days.filter((other) => other.day !== day);
  const known = days.find((other) => other.day === day) ?? { requests: 0, notModified: 0, bytes: 0 };
  const today = {
    day,
    requests: known.requests + requests,
    notModified: known.notModified + Number(notModified),
    bytes: known.bytes + bytes,
  };
  return [today, ...before].slice(0, DAYS);
}
