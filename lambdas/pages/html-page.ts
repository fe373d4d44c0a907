import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { plainText } from '../parse/plain-text.ts';
import { bylineOf, storyLines } from './boilerplate.ts';
import { factsOf } from './facts.ts';
import type { Page } from './page.ts';
import { prune } from './prune.ts';
import { dateAmong, withoutDate } from './published.ts';
import { readTextPage } from './text-page.ts';

/** A text shorter than this is hardly the story, so the text of the whole page is looked through as well. */
const SHORT_TEXT = 200;
/** Lines among which a headline, a byline and a date are looked for. */
const HEAD_LINES = 10;

/** Browsers write this into the pages that they save. */
const SAVED_FROM = /<!-- saved from url=\(\d{1,5}\)(https?:\/\/\S{1,2000}) -->/;
const HEAD = 2_000;

/** @param from where the page came from */
export function readHtmlPage(source: string, from: string | undefined): Page {
  const isFile = from === undefined || !/^https?:/i.test(from);
  const url = isFile ? (SAVED_FROM.exec(source.slice(0, HEAD))?.[1] ?? from) : from;
  const { html, jsonLd } = prune(source);
  const { document } = parseHTML(html);
  const { headlines, ...facts } = factsOf(document, jsonLd, url);
  const whole = plainText(html.slice(html.indexOf('<body>')));
  // It takes the document apart.
  const article = new Readability(document, { disableJSONLD: true, charThreshold: SHORT_TEXT }).parse();
  // Old pages are laid out in tables, where a cell is no part of the sentence in the one before.
  const lines = plainText((article?.content ?? '').replaceAll('</td>', '<br></td>')).split('\n');

  const read = facts.title === undefined ? readTextPage(whole) : undefined;
  const printed = facts.title === undefined ? undefined : asPrinted(facts.title, lines.slice(0, HEAD_LINES));
  const title = printed?.title ?? facts.title ?? read?.title;
  const found = storyOf(lines, title === undefined ? headlines : [...headlines, title]);
  const fallback = found.length < SHORT_TEXT ? (read ?? readTextPage(whole)) : undefined;
  const text = fallback && fallback.text.length > 2 * found.length ? fallback.text : found;
  const published =
    facts.published ??
    printed?.date ??
    read?.published ??
    dateAmong([...lines.slice(0, HEAD_LINES), ...whole.split('\n')]);
  const bylines = lines.slice(0, HEAD_LINES).flatMap((line) => bylineOf(line) ?? []);
  const authors = facts.authors.length > 0 ? facts.authors : bylines;
  return { ...facts, ...(title && { title }), ...(published && { published }), authors, text };
}

const FEWEST_WORDS = 3;

/** The headline of `The Wire: Headline`, where a line over the story is that headline alone, and a date at its end. */
const asPrinted = (said: string, head: readonly string[]) =>
  head
    .map(withoutDate)
    .find(
      ({ title }) =>
        title.split(' ').length >= FEWEST_WORDS &&
        said.endsWith(title) &&
        /(?:[:|»]|\s[-–—])\s$/.test(said.slice(0, -title.length)),
    );

/** The story's lines, without its headline, its byline and what else stands over it. */
function storyOf(lines: readonly string[], headlines: readonly string[]): string {
  const known = new Set(headlines.map(fold));
  const isHeadline = (line: string) => known.has(fold(line)) || known.has(fold(withoutDate(line).title));
  const own = lines.filter((line, at) => at >= HEAD_LINES || !(isHeadline(line) || bylineOf(line) !== undefined));
  return storyLines(own).join('\n');
}

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
