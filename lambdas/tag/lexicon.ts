import { CAPITAL, CAPITALS, JOINED, type Tokens, tokenize } from './tokens.ts';
import { createWords } from './words.ts';

/** Phrases with what they stand for, to be found in a text all at once, in time linear in the text. */
export interface Lexicon<V> {
  /** Adds phrases, parted by `|`, that stand for `value`. */
  add(phrases: string, value: V): void;
  tokenize(text: string): Tokens;
  /** Calls `visit` for each phrase that stands in the tokens, by where it starts, shorter ones first. `last` is its last token. */
  scan(tokens: Tokens, visit: (values: readonly V[], first: number, last: number) => void): void;
}

interface Entry<V> {
  /** Bit per token: must start with a capital, must be all capitals. */
  readonly capital: number;
  readonly capitals: number;
  readonly values: V[];
}

interface Node<V> {
  next: Map<number, Node<V>> | undefined;
  entries: Entry<V>[] | undefined;
}

const SEPARATOR = '|';

/** Bits of a mask; the longest phrase of the data has far fewer words. */
const LONGEST_PHRASE = 16;

/** Bit per token from `first` to `last` that has the flag. */
function mask(tokens: Tokens, first: number, last: number, flag: number): number {
  let bits = 0;
  for (let at = first; at <= last; at++) if ((tokens.flags[at] as number) & flag) bits |= 1 << (at - first);
  return bits;
}

/**
 * A trie over whole words, at most 16 deep. A phrase is found by its words, whatever stands between them (`N. Korea`,
 * `N Korea`), and asks for at least the capitals that it is written with: `turkey` is no `Turkey`, `us` no `US`.
 */
export function createLexicon<V>(): Lexicon<V> {
  const words = createWords();
  const roots: (Node<V> | undefined)[] = [];

  function follow(tokens: Tokens, first: number, last: number): Node<V> {
    const id = tokens.word[first] as number;
    let node = roots[id] ?? { next: undefined, entries: undefined };
    roots[id] = node;
    for (let at = first + 1; at <= last; at++) {
      node.next ??= new Map();
      const word = tokens.word[at] as number;
      const next = node.next.get(word) ?? { next: undefined, entries: undefined };
      node.next.set(word, next);
      node = next;
    }
    return node;
  }

  function addPhrase(tokens: Tokens, first: number, last: number, value: V): void {
    if (last - first >= LONGEST_PHRASE) {
      const phrase = tokens.text.slice(tokens.start[first], tokens.end[last]);
      throw new RangeError(`a phrase has at most ${LONGEST_PHRASE} words: ${phrase}`);
    }
    const capital = mask(tokens, first, last, CAPITAL);
    const capitals = mask(tokens, first, last, CAPITALS);
    const node = follow(tokens, first, last);
    node.entries ??= [];
    const entry = node.entries.find((known) => known.capital === capital && known.capitals === capitals);
    if (entry) entry.values.push(value);
    else node.entries.push({ capital, capitals, values: [value] });
  }

  return {
    add(phrases, value) {
      const tokens = tokenize(phrases, words.add);
      for (let first = 0; first < tokens.count; ) {
        const end = phrases.indexOf(SEPARATOR, tokens.start[first]);
        let last = first;
        while (last + 1 < tokens.count && (end === -1 || (tokens.start[last + 1] as number) < end)) last++;
        addPhrase(tokens, first, last, value);
        first = last + 1;
      }
    },
    tokenize: (text) => tokenize(text, words.find),
    scan(tokens, visit) {
      for (let first = 0; first < tokens.count; first++) {
        const id = tokens.word[first] as number;
        let node = id === -1 ? undefined : roots[id];
        for (let last = first; node !== undefined; last++) {
          for (const entry of node.entries ?? []) {
            const capital = mask(tokens, first, last, CAPITAL);
            const capitals = mask(tokens, first, last, CAPITALS);
            if (!(entry.capital & ~capital) && !(entry.capitals & ~capitals)) visit(entry.values, first, last);
          }
          if (last + 1 === tokens.count || !((tokens.flags[last + 1] as number) & JOINED)) break;
          node = node.next?.get(tokens.word[last + 1] as number);
        }
      }
    },
  };
}
