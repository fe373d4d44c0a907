import { decodeNumbers } from './numbers.ts';
import { CAPITAL, CAPITALS, JOINED, type Tokens, tokenize } from './tokens.ts';
import { loadWords } from './words.ts';

/** Phrases with what they stand for, to be found in a text all at once, in time linear in the text. */
export interface Lexicon<V> {
  tokenize(text: string): Tokens;
  /**
   * Calls `visit` for each phrase that stands in the tokens, by where it starts, shorter ones first. `last` is its last token;
   * `phrase` is one number for the same words, whatever their capitals, and `list` one for the same values, below `lists`.
   */
  scan(tokens: Tokens, visit: Visit<V>): void;
  readonly lists: number;
}

type Visit<V> = (values: readonly V[], first: number, last: number, phrase: number, list: number) => void;

/**
 * A lexicon as `data/build/compile.ts` makes it: a trie over whole words, its nodes numbered level by level. The first
 * nodes are those of the words, in their order, whether or not a phrase begins with it; the further ones follow in the
 * order of their parents. So the nodes below one stand together, and none has to say where its own begin. The texts are
 * numbers, as `encodeNumbers` writes them, but for the words.
 */
export interface BuiltLexicon {
  /** The words of all phrases, as `encodeWords` writes them. */
  readonly words: string;
  /** For each node, how many are below it. */
  readonly children: string;
  /** For each node that is below another, its word; after the first of its siblings, how far past the one before. */
  readonly labels: string;
  /** For each node, how many meanings the phrase has that ends there. */
  readonly meanings: string;
  /** For each meaning, the capitals that the phrase is written with, two bits a word, as `capitalsAt` gives them. */
  readonly capitals: string;
  /** For each meaning, its value: a row, counted through all tables. */
  readonly values: string;
  readonly tables: readonly Table[];
}

/** Values with the same keys, by columns, in which like stands by like: so they pack to a fifth. */
export interface Table {
  readonly keys: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
}

/** Words that a phrase may have: as many as there are pairs of bits in a number. */
export const LONGEST_PHRASE = 16;

const TO_BITS = Math.log2(CAPITAL);

/** Two bits for the word at `place` of a phrase, by the flags of its token: starts with a capital, has capitals only. */
export function capitalsAt(place: number, flags: number): number {
  return ((flags & (CAPITAL | CAPITALS)) >> TO_BITS) << (2 * place);
}

/** Edges by the node above them, counted from 1, and their word. */
interface Edges {
  /** A bit for each hash that an edge has: so few bytes are at the processor's hand, and most pairs of words are no edge. */
  readonly hashed: Int32Array;
  /** A hash table with open addressing, three numbers a slot: the edge, counted from 1, the node above it and its word. */
  readonly slots: Int32Array;
}

const HASHED_BITS = 20;
/** Bits of a number, as a power of two. */
const NUMBER_BITS = 5;

function edgeHash(node: number, word: number): number {
  return Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
}

/** Where the look for an edge begins, in a table of so many slots, a power of two. */
function slotOf(hash: number, slots: number): number {
  return (hash ^ (hash >>> 15)) & (slots - 1);
}

function readEdges({ children, labels }: BuiltLexicon): Edges {
  const words = decodeNumbers(labels);
  const size = 2 ** Math.ceil(Math.log2(1.25 * words.length + 1));
  const slots = new Int32Array(3 * size);
  const hashed = new Int32Array(2 ** (HASHED_BITS - NUMBER_BITS));
  let edge = 0;
  decodeNumbers(children).forEach((count, at) => {
    let word = 0;
    for (const end = edge + count; edge < end; ) {
      word += words[edge++] as number;
      const hash = edgeHash(at + 1, word);
      const bit = hash >>> (32 - HASHED_BITS);
      hashed[bit >> NUMBER_BITS] = (hashed[bit >> NUMBER_BITS] as number) | (1 << bit);
      let slot = slotOf(hash, size);
      while (slots[3 * slot] !== 0) slot = (slot + 1) & (size - 1);
      slots[3 * slot] = edge;
      slots[3 * slot + 1] = at + 1;
      slots[3 * slot + 2] = word;
    }
  });
  return { hashed, slots };
}

/** Whether a word may follow on a node: `false` is sure, `true` in most cases. */
function mayFollow({ hashed }: Edges, node: number, word: number): boolean {
  const bit = edgeHash(node, word) >>> (32 - HASHED_BITS);
  return ((hashed[bit >> NUMBER_BITS] as number) & (1 << bit)) !== 0;
}

/** The edge below a node for a word, counted from 1, or 0. */
function findEdge({ slots }: Edges, node: number, word: number): number {
  const size = slots.length / 3;
  for (let slot = slotOf(edgeHash(node, word), size); ; slot = (slot + 1) & (size - 1)) {
    const edge = slots[3 * slot] as number;
    if (edge === 0 || (slots[3 * slot + 1] === node && slots[3 * slot + 2] === word)) return edge;
  }
}

interface Meanings<V> {
  /** Node, counted from 1 → the first of its meanings; none has number 0. */
  readonly first: Uint32Array;
  readonly capitals: Uint32Array;
  /** Number of the list of all that the phrase stands for in one spelling. */
  readonly list: Uint32Array;
  readonly lists: readonly (readonly V[])[];
}

/** The rows of the tables. Written key by key, they are ready in a fifth of the time of `Object.fromEntries`. */
function readValues<V>(tables: readonly Table[]): V[] {
  return tables.flatMap(({ keys, columns }) =>
    (columns[0] ?? []).map((_, row) => {
      const value: Record<string, unknown> = {};
      keys.forEach((key, at) => {
        value[key] = columns[at]?.[row];
      });
      return value as V;
    }),
  );
}

function readMeanings<V>(built: BuiltLexicon): Meanings<V> {
  const all = readValues<V>(built.tables);
  // Most phrases mean one thing, and share its list with the other ones that do.
  const lists: (readonly V[])[] = all.map((value) => [value]);
  const valuesOf = (some: Uint32Array) => {
    const values: V[] = [];
    for (const row of some) values.push(all[row] as V);
    return values;
  };
  const counts = decodeNumbers(built.meanings);
  const spellings = decodeNumbers(built.capitals);
  const rows = decodeNumbers(built.values);
  const first = new Uint32Array(counts.length + 2);
  const capitals = new Uint32Array(rows.length);
  const list = new Uint32Array(rows.length);
  let size = 0;
  let at = 0;
  counts.forEach((count, node) => {
    for (const end = at + count; at < end; ) {
      const spelling = spellings[at] as number;
      const from = at++;
      while (at < end && spellings[at] === spelling) at++;
      capitals[size] = spelling;
      list[size++] = at - from === 1 ? (rows[from] as number) : lists.push(valuesOf(rows.subarray(from, at))) - 1;
    }
    first[node + 2] = size;
  });
  return { first, capitals, list, lists };
}

/**
 * Makes a built lexicon ready. A phrase is found by its words, whatever stands between them (`N. Korea`, `N Korea`), and asks
 * for at least the capitals that it is written with: `turkey` is no `Turkey`, `us` no `US`.
 */
export function loadLexicon<V>(built: BuiltLexicon): Lexicon<V> {
  const words = loadWords(built.words);
  const edges = readEdges(built);
  const meanings = readMeanings<V>(built);

  return {
    lists: meanings.lists.length,
    tokenize: (text) => tokenize(text, words),
    scan({ count, word, flags }, visit) {
      for (let first = 0; first < count; first++) {
        let capitals = 0;
        // No phrase begins with a word of number -1, nor goes on with one: the tables say so, and need not be spared it.
        let node = (word[first] as number) + 1;
        for (let last = first; ; ) {
          capitals |= capitalsAt(last - first, flags[last] as number);
          const end = meanings.first[node + 1] as number;
          for (let at = meanings.first[node] as number; at < end; at++) {
            const lacking = (meanings.capitals[at] as number) & ~capitals;
            if (lacking !== 0) continue;
            const list = meanings.list[at] as number;
            visit(meanings.lists[list] as readonly V[], first, last, node, list);
          }
          if (++last === count) break;
          const next = word[last] as number;
          if (!mayFollow(edges, node, next) || !((flags[last] as number) & JOINED)) break;
          const edge = findEdge(edges, node, next);
          if (edge === 0) break;
          node = words.count + edge;
        }
      }
    },
  };
}
