import type { IsoTime, Role } from '../shared/domain.ts';

/** A question. Outer lists are ANDed, inner ones ORed; codes as in the tags. */
export interface Question {
  readonly regions: readonly (readonly string[])[];
  readonly topics: readonly (readonly string[])[];
  readonly feeds: readonly (readonly string[])[];
  /**
   * What its regions are to a story: `any` takes also those that it only mentions.
   *
   * @default about or dateline, under which a story has rows
   */
  readonly role?: Exclude<Role, 'mentioned'> | 'any';
  /** Countries of the publisher, ORed. */
  readonly publisherCountries?: readonly string[];
  /** From this time on; the beginning where absent. */
  readonly since?: IsoTime;
  /** Before this time; now where absent. */
  readonly until?: IsoTime;
}
