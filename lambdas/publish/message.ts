import labels from '../../data/built/labels.json' with { type: 'json' };
import type { Alert } from './alert.ts';

/** A message of an alert: a line, a text for people, and JSON for machines. */
export interface Message {
  /** Fewer than 100 characters in one line. */
  readonly subject: string;
  readonly text: string;
  readonly json: string;
}

/** SNS takes subjects of fewer than 100 characters. */
const SUBJECT_LENGTH = 99;
const SUMMARY_LENGTH = 400;
const NAMES: Readonly<Record<string, string>> = labels.names;

export function messageOf(alert: Alert): Message {
  const text = [...linesOf(alert)].join('\n');
  return { subject: cut(headlineOf(alert), SUBJECT_LENGTH), text, json: JSON.stringify(bodyOf(alert, text)) };
}

/**
 * The alert within what Amazon Q Developer asks of a notification that it is to show in Slack or Teams: the messages of a
 * story in one thread.
 */
function bodyOf(alert: Alert, text: string) {
  return {
    version: '1.0',
    source: 'custom',
    content: { title: headlineOf(alert), description: text },
    metadata: { threadId: alert.id, eventType: alert.kind },
    alert,
  };
}

const HEADLINES = { new: '', revised: 'Revised: ', withdrawn: 'WITHDRAWN: ' } as const;

/** One line, with words that say so where the story is not news but taken back. */
export const headlineOf = ({ kind, title, sample }: Pick<Alert, 'kind' | 'title' | 'sample'>): string =>
  oneLine(`${sample ? '[sample] ' : ''}${HEADLINES[kind]}${title || 'Untitled'}`);

function* linesOf(alert: Alert): Generator<string> {
  const { kind, rev, publishedAt, arrivedAt, link, summary, feeds, about, datelines, mentioned, topics } = alert;
  yield headlineOf(alert);
  if (kind === 'withdrawn') yield '\nThe publisher has taken this story back. Do not use it.';
  if (summary !== undefined) yield `\n${cut(summary, SUMMARY_LENGTH)}`;
  if (link !== undefined) yield `\n${link}`;
  yield '';
  yield* named('Regions', about);
  yield* named('Filed from', datelines);
  yield* named('Mentioned', mentioned);
  yield* named('Topics', topics);
  yield* formerlyLines(alert);
  yield `Published: ${minuteOf(publishedAt)}, arrived: ${minuteOf(arrivedAt)}`;
  yield `Feed: ${feeds.join(', ')}`;
  yield `Story: ${alert.id}, revision ${rev}`;
}

function* formerlyLines({ formerly = {} }: Alert): Generator<string> {
  yield* named('No longer about', formerly.about);
  yield* named('No longer filed from', formerly.datelines);
  yield* named('No longer mentioned', formerly.mentioned);
  yield* named('No longer on', formerly.topics);
}

function* named(what: string, codes: readonly string[] = []): Generator<string> {
  if (codes.length > 0) yield `${what}: ${codes.map((code) => NAMES[code] ?? code).join(', ')}`;
}

const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** A subject with a line break or a control character is refused. */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\s]+/gu, ' ').trim();

/** Not amid a surrogate pair. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
