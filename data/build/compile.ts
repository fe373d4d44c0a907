import { fold } from '../../lambdas/tag/characters.ts';
import { type BuiltLexicon, capitalsAt, LONGEST_PHRASE, type Table } from '../../lambdas/tag/lexicon.ts';
import { encodeNumbers } from '../../lambdas/tag/numbers.ts';
import { tokenize } from '../../lambdas/tag/tokens.ts';
import { encodeWords, loadWords } from '../../lambdas/tag/words.ts';

interface Node {
  readonly below: Map<string, Node>;
  /** Capitals → values as JSON, both in the order in which they came. */
  readonly meanings: Map<number, Set<string>>;
}

function createNode(): Node {
  return { below: new Map(), meanings: new Map() };
}

const NO_WORDS = loadWords('');

/** Adds a phrase with one of its values. */
function insert(root: Node, phrase: string, value: string): void {
  const { count, start, end, flags } = tokenize(phrase, NO_WORDS);
  if (count === 0 || count > LONGEST_PHRASE) {
    throw new RangeError(`a phrase has 1 to ${LONGEST_PHRASE} words, not ${count}: ${JSON.stringify(phrase)}`);
  }
  let node = root;
  let capitals = 0;
  for (let at = 0; at < count; at++) {
    const word = fold(phrase.slice(start[at], end[at]));
    const next = node.below.get(word) ?? createNode();
    node.below.set(word, next);
    node = next;
    capitals |= capitalsAt(at, flags[at] as number);
  }
  const values = node.meanings.get(capitals >>> 0) ?? new Set();
  node.meanings.set(capitals >>> 0, values.add(value));
}

function* wordsBelow(node: Node): Generator<string> {
  for (const [word, next] of node.below) {
    yield word;
    yield* wordsBelow(next);
  }
}

function sortedBelow({ below }: Node): [word: string, node: Node][] {
  return [...below].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The nodes level by level, first those of all words. */
function levelOrder(root: Node, words: readonly string[]): Node[] {
  const nodes = words.map((word) => root.below.get(word) ?? createNode());
  for (const node of nodes) for (const [, next] of sortedBelow(node)) nodes.push(next);
  return nodes;
}

/** Numbers of the words below a node: the first, then how far each is past the one before. */
function labelsOf(node: Node, numberOf: (word: string) => number): number[] {
  const numbers = sortedBelow(node).map(([word]) => numberOf(word));
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}

/** The places of keys in their order. */
function placesOf(keys: readonly string[]): (key: string) => number {
  const places = new Map(keys.map((key, place) => [key, place]));
  return (key) => places.get(key) as number;
}

/** Values by the keys that they have, sorted: the order of the tables and of their rows. */
function groupByKeys(values: ReadonlySet<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const value of [...values].sort()) {
    const keys = JSON.stringify(Object.keys(JSON.parse(value)));
    const group = groups.get(keys);
    if (group) group.push(value);
    else groups.set(keys, [value]);
  }
  return groups;
}

function tableOf(keys: readonly string[], values: readonly string[]): Table {
  const rows = values.map((value) => JSON.parse(value));
  return { keys, columns: keys.map((key) => rows.map((row) => row[key])) };
}

/**
 * Compiles phrases, parted by `|`, with what they stand for: objects of JSON, of which those that are alike are kept once.
 * A phrase that stands for several has them in the order in which they came.
 */
export function compile(entries: Iterable<readonly [phrases: string, value: object]>): BuiltLexicon {
  const root = createNode();
  for (const [phrases, value] of entries) {
    const json = JSON.stringify(value);
    for (const phrase of phrases.split('|')) insert(root, phrase, json);
  }
  const words = [...new Set(wordsBelow(root))].sort();
  const nodes = levelOrder(root, words);
  const meanings = nodes.map((node) =>
    [...node.meanings].flatMap(([capitals, values]) => [...values].map((value) => ({ capitals, value }))),
  );
  const groups = groupByKeys(new Set(meanings.flat().map(({ value }) => value)));
  const numberOf = placesOf(words);
  const rowOf = placesOf([...groups.values()].flat());
  return {
    words: encodeWords(words),
    children: encodeNumbers(nodes.map(({ below }) => below.size)),
    labels: encodeNumbers(nodes.flatMap((node) => labelsOf(node, numberOf))),
    meanings: encodeNumbers(meanings.map(({ length }) => length)),
    capitals: encodeNumbers(meanings.flat().map(({ capitals }) => capitals)),
    values: encodeNumbers(meanings.flat().map(({ value }) => rowOf(value))),
    tables: [...groups].map(([keys, values]) => tableOf(JSON.parse(keys), values)),
  };
}
