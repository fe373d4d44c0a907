import type { Evidence } from '../shared/domain.ts';
import { type Reading, textOf } from './reading.ts';

/** Tokens of a field that speak for something. */
export interface Found {
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly rule: string;
}

/** To two digits: what people read. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

export function evidenceOf(tag: string, found: Found, points: number): Evidence {
  const { field, tokens } = found.reading;
  return {
    tag,
    rule: found.rule,
    field,
    start: tokens.start[found.first] as number,
    end: tokens.end[found.last] as number,
    text: textOf(tokens, found.first, found.last),
    weight: rounded(points),
  };
}
