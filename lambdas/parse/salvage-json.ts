import { isObject, type Json } from './json.ts';

/** What can be read of a JSON document that is broken. */
export interface Salvaged {
  /** The list of items alone or, where they stand in an object, that object with those items that can be read. */
  readonly document: unknown;
  /** Source of what cannot be read. */
  readonly broken: readonly string[];
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Also with what programs that write JSON by hand leave in it: line breaks in texts, commas before a bracket. */
function parsedLeniently(source: string): unknown {
  const onOneLine = source.replace(/[\t\r\n]+/g, ' ');
  return parsed(onOneLine) ?? parsed(onOneLine.replace(/,(?= {0,9}[}\]])/g, ''));
}

/** Items that cannot be read after which a document is none: each costs far more time than one that can. */
const MOST_BROKEN = 1_000;

const TOKEN = /["\\{}[\]]/g;

/** The objects of a list, from after its bracket, by brackets alone; the end is that of the list or of the source. */
function objectsFrom(source: string, from: number): { objects: string[]; rest: string; end: number } {
  const objects: string[] = [];
  let [depth, start, inText] = [0, from, false];
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [token] = match;
    if (token === '\\') TOKEN.lastIndex++;
    else if (token === '"') inText = !inText;
    else if (inText) continue;
    else if (token === '{' || token === '[') {
      if (depth++ === 0) start = match.index;
    } else if (depth === 0) return { objects, rest: '', end: match.index + 1 };
    else if (--depth === 0) {
      objects.push(source.slice(start, match.index + 1));
      start = match.index + 1;
    }
  }
  return { objects, rest: source.slice(start), end: source.length };
}

/** Reads the items of a document one by one, so that what is broken in one, or cut off, costs no other. */
export function salvage(source: string): Salvaged {
  const list = /^\s*\[|"items"\s*:\s*\[/.exec(source);
  if (!list) return { document: undefined, broken: [source] };
  const from = list.index + list[0].length;
  const { objects, rest, end } = objectsFrom(source, from);
  const items: Json[] = [];
  const broken = /[^\s,]/.test(rest) ? [rest] : [];
  for (const said of objects) {
    if (broken.length > MOST_BROKEN) break;
    const item = parsedLeniently(said);
    if (isObject(item)) items.push(item);
    else broken.push(said);
  }
  if (!list[0].includes('"')) return { document: items, broken };
  const head = source.slice(0, from);
  const around = parsedLeniently(`${head}]${source.slice(end)}`) ?? parsedLeniently(`${head}]}`);
  return { document: { ...(isObject(around) ? around : {}), items }, broken };
}
