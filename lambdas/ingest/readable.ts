import { rejection } from '../parse/rejection.ts';
import type { Entry, Rejected } from '../shared/domain.ts';

const saysSomething = ({ title, link, id, summary, content }: Entry): boolean =>
  (title ?? link ?? id ?? summary ?? content) !== undefined;

/** Tells entries that say something to a reader from those that hold nothing but, say, a date: these are no news. */
export function readable(entries: readonly Entry[]): { entries: Entry[]; rejected: Rejected[] } {
  return {
    entries: entries.filter(saysSomething),
    rejected: entries
      .filter((entry) => !saysSomething(entry))
      .map((entry) => rejection('no title, link or text', JSON.stringify(entry))),
  };
}
