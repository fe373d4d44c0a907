import type { Story, TextField } from '../shared/domain.ts';
import { type Dateline, parseDateline } from './dateline.ts';
import type { Model } from './model.ts';
import { type Selected, selectorFor } from './selection.ts';
import { CAPITAL, CAPITALS, OPENING, type Tokens } from './tokens.ts';

/** A phrase that stands in tokens `first` to `last`, with what it stands for in the story's language. */
export interface Hit {
  readonly said: Selected;
  readonly first: number;
  readonly last: number;
  /** One number for the same words. */
  readonly phrase: number;
}

/** Where in a story a token stands: the title and the opening say what the story is about. */
export type Zone = 'title' | 'dateline' | 'lead' | 'body';

/** A field of a story, read once for regions and topics alike. */
export interface Reading {
  readonly field: TextField;
  readonly tokens: Tokens;
  /** Phrases of regions in the story's language, by first token, shorter ones first. */
  readonly places: readonly Hit[];
  /** Terms of topics, phrases in which they mean something else, words that speak for them: each in the same order. */
  readonly terms: readonly Hit[];
  readonly misleading: readonly Hit[];
  readonly near: readonly Hit[];
  /** Token → number of its sentence. */
  readonly sentence: readonly number[];
  readonly dateline: Dateline | undefined;
  /** All in capitals: they tell no name from a word. */
  readonly shouted: boolean;
  /** Most words have a capital, as headlines do. */
  readonly headline: boolean;
}

/** Characters of the text that open the story. */
const LEAD = 260;
/** So much of the content repeats the summary where a feed gives the text twice. */
const REPEATED = 80;

/** The sentences of the tokens, and how many of these have a capital, or nothing else. */
function shapeOf({ count, flags }: Tokens): { sentence: number[]; capital: number; capitals: number } {
  const sentence = new Array<number>(count);
  let number = -1;
  let capital = 0;
  let capitals = 0;
  for (let at = 0; at < count; at++) {
    const flag = flags[at] as number;
    if (flag & OPENING) number++;
    if (flag & CAPITAL) capital++;
    if (flag & CAPITALS) capitals++;
    sentence[at] = number;
  }
  return { sentence, capital, capitals };
}

function readField(field: TextField, text: string, language: string, model: Model): Reading {
  const tokens = model.lexicon.tokenize(text);
  const places: Hit[] = [];
  const terms: Hit[] = [];
  const misleading: Hit[] = [];
  const near: Hit[] = [];
  const select = selectorFor(language, model.lexicon.lists);
  model.lexicon.scan(tokens, (entries, first, last, phrase, list) => {
    const said = select(entries, list);
    const hit: Hit = { said, first, last, phrase };
    if (said.places.length > 0) places.push(hit);
    if (said.terms.length > 0) terms.push(hit);
    if (said.misleading.length > 0) misleading.push(hit);
    if (said.near.length > 0) near.push(hit);
  });
  const { sentence, capital, capitals } = shapeOf(tokens);
  const dateline = field === 'title' ? undefined : parseDateline(text);
  const shouted = tokens.count > 2 && capitals > tokens.count * 0.8;
  const headline = tokens.count > 3 && capital > tokens.count * 0.6;
  return { field, tokens, places, terms, misleading, near, sentence, dateline, shouted, headline };
}

/** Reads the fields of a story that hold text of their own. */
export function readStory(story: Story, language: string, model: Model): Reading[] {
  const { title, summary, content } = story;
  const repeats = summary !== '' && content.startsWith(summary.slice(0, REPEATED));
  const fields: [TextField, string][] = [
    ['title', title],
    ['summary', repeats ? '' : summary],
    ['content', content],
  ];
  return fields.filter(([, text]) => text !== '').map(([field, text]) => readField(field, text, language, model));
}

export function zoneOf({ field, tokens, dateline }: Reading, token: number): Zone {
  if (field === 'title') return 'title';
  const start = tokens.start[token] as number;
  if (dateline && start < dateline.end) return 'dateline';
  return start < (dateline?.end ?? 0) + LEAD ? 'lead' : 'body';
}

export function textOf({ text, start, end }: Tokens, first: number, last = first): string {
  return text.slice(start[first], end[last]);
}
