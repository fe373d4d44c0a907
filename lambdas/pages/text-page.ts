import type { IsoTime } from '../shared/domain.ts';
import { bylineOf, endsSentence, endsStory, isBoilerplate, isProse, storyLines } from './boilerplate.ts';
import { dateAmong, dateLine, withoutDate } from './published.ts';

/** What the text of a page says, where nothing marks its parts. */
export interface TextPage {
  readonly title?: string;
  /** From the headline or a line of its own. */
  readonly published?: IsoTime;
  /** Address on a line of its own, as printouts have it. */
  readonly url?: string;
  readonly authors: readonly string[];
  readonly text: string;
}

const TITLE_LABEL =
  /^(?:title|headline|subject|titre|titel|überschrift|título|titolo|заголовок|başlık|العنوان|标题|タイトル|제목)\s*[:：]\s*/iu;
const URL_LINE =
  /^(?:(?:url|link|source|permalink|address|retrieved from|available at|quelle|fuente|источник)\s*[:：]?\s*)?<?(https?:\/\/[^\s<>]+?)>?$/i;
/** What parted the headline from a date that was broken off it. */
const OPEN_END = /\s+[-–—|]$/;
/** A headline is no longer. */
const LONGEST_TITLE = 250;
/** It rarely has fewer words; the names of sites and sections over it rarely have more. */
const FEWEST_WORDS = [5, 3];

/** Reads a page from its plain text: a headline among the lines of the page's head, then the story. */
export function readTextPage(text: string): TextPage {
  const lines = paragraphsOf(text);
  const first = lines.findIndex(
    (line) => isProse(line) && !TITLE_LABEL.test(line) && withoutDate(line).date === undefined,
  );
  const head = first < 0 ? lines : lines.slice(0, first);
  const title = titleIn(head) ?? titleIn(lines.slice(0, first + 1));
  const at = title === undefined ? -1 : lines.indexOf(title);
  // Where no line reads as prose, the story is what follows the headline.
  const body = storyLines(lines.slice(Math.max(first, at + 1)).filter((line) => bylineOf(line) === undefined));
  const headline = title === undefined ? undefined : withoutDate(title.replace(TITLE_LABEL, '').replace(OPEN_END, ''));
  const published = headline?.date ?? dateAmong(lines);
  const authors = head.map(bylineOf).filter((name) => name !== undefined);
  const url = lines.map((line) => URL_LINE.exec(line)?.[1]).find((found) => found !== undefined);
  return {
    ...(headline?.title && { title: headline.title }),
    ...(published && { published }),
    ...(url && { url }),
    authors,
    text: body.filter((line) => !URL_LINE.test(line)).join('\n'),
  };
}

/** The line that is labelled as headline, else one with a date at its end, else the first that could be one. */
function titleIn(head: readonly string[]): string | undefined {
  const candidates = head.filter(
    (line) =>
      line.length <= LONGEST_TITLE &&
      !isBoilerplate(line) &&
      !endsStory(line) &&
      dateLine(line) === undefined &&
      bylineOf(line) === undefined &&
      !URL_LINE.test(line),
  );
  const headlines = candidates.filter((line) => !/[.。]$/.test(line));
  return (
    candidates.find((line) => TITLE_LABEL.test(line)) ??
    candidates.find((line) => withoutDate(line).date !== undefined) ??
    FEWEST_WORDS.map((fewest) => headlines.find((line) => wordsIn(line) >= fewest)).find(
      (line) => line !== undefined,
    ) ??
    headlines.at(-1) ??
    candidates.at(-1)
  );
}

/** Words, or pairs of characters where a script sets no spaces. */
const wordsIn = (line: string): number =>
  Math.max(
    line.split(/\s+/).length,
    (line.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0) / 2,
  );

/** Hard line breaks stand at this column or before it, and after this share of it. */
const WIDEST = 100;
const FULL = 0.6;
/** A line that ends a sentence before this share of it ends a paragraph as well. */
const NEARLY_FULL = 0.85;

/** Paragraphs, each on one line. Lines that were broken at a column are put together again. */
function paragraphsOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029|\f/).map((line) => line.replace(/[\s\u200b]+/g, ' ').trim());
  const widest = lines.reduce((most, line) => Math.max(most, columnsOf(line)), 0);
  if (widest > WIDEST) return lines.filter(Boolean);
  const paragraphs: string[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const isAlone = line === '' || URL_LINE.test(line) || isBoilerplate(line) || dateLine(line) !== undefined;
    if (isOpen && !isAlone) paragraphs.at(-1)?.push(line);
    else if (line !== '') paragraphs.push([line]);
    const columns = columnsOf(line);
    // A short line was ended on purpose.
    isOpen = !isAlone && columns > FULL * widest && !(endsSentence(line) && columns < NEARLY_FULL * widest);
  }
  return paragraphs.map(joined);
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/gu;

const columnsOf = (line: string): number => line.length + (line.match(WIDE)?.length ?? 0);

/** Scripts without spaces are broken anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。、，]/u;

const joined = (parts: readonly string[]): string =>
  parts
    .map((part) => (UNSPACED.test(part.slice(-1)) ? part : `${part} `))
    .join('')
    .trimEnd();
