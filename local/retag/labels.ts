import * as z from 'zod';
import { canonicalLink } from '../../lambdas/identify/canonical-link.ts';
import { InputError, reasonOf } from '../../lambdas/shared/errors.ts';

/** Tags that a person gave to a document; a kind that is absent was not looked at. Codes. */
export interface Labels {
  /** What it is about or was filed from. */
  readonly regions?: readonly string[];
  readonly topics?: readonly string[];
}

export interface LabelledText extends Labels {
  readonly title: string;
  readonly text: string;
}

/** Labels by what they are for: stories of the index by id or by canonical link, and texts of their own. */
export interface LabelFile {
  readonly byId: ReadonlyMap<string, Labels>;
  readonly byLink: ReadonlyMap<string, Labels>;
  readonly texts: readonly LabelledText[];
}

/** The codes for a name, a slug or a code; several for a topic that IPTC has split. @throws InputError for one that is unknown */
export interface Resolvers {
  readonly region: (name: string) => string;
  readonly topics: (name: string) => readonly string[];
}

const Line = z.strictObject({
  id: z.string().min(1).optional(),
  link: z.string().optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  regions: z.array(z.string()).optional(),
  topics: z.array(z.string()).optional(),
});

/**
 * Reads NDJSON `{id | link | title, text; regions and topics}`. A line with a title or a text is a document of its own,
 * whatever its id; another one names a story of the index.
 *
 * @throws InputError with every line that cannot be read, and why
 */
export function readLabels(ndjson: string, resolvers: Resolvers): LabelFile {
  const byId = new Map<string, Labels>();
  const byLink = new Map<string, Labels>();
  const texts: LabelledText[] = [];
  const faults: string[] = [];
  const label = (known: Map<string, Labels>, name: string, labels: Labels) => {
    if (known.has(name)) throw new InputError(`${name} is labelled twice; give all its labels in one line`);
    known.set(name, labels);
  };
  // Editors of some systems put a byte order mark before the first line.
  for (const [at, line] of ndjson
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    try {
      const { id, link, title, text, ...labels } = readLine(line, resolvers);
      if (title !== undefined || text !== undefined) texts.push({ title: title ?? '', text: text ?? '', ...labels });
      else if (id !== undefined) label(byId, id, labels);
      else label(byLink, nameOf(link), labels);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(`line ${at + 1}: ${reasonOf(error)}`);
    }
  }
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  if (byId.size + byLink.size + texts.length === 0) throw new InputError('no labels in it');
  return { byId, byLink, texts };
}

function readLine(line: string, resolvers: Resolvers) {
  const read = Line.safeParse(parsed(line));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'not as expected'}: ${message}`);
    throw new InputError(faults.join('; '));
  }
  const { regions, topics, ...document } = read.data;
  if (!regions && !topics) throw new InputError('neither regions nor topics; an empty list says that there are none');
  return {
    ...document,
    ...(regions && { regions: regions.map(resolvers.region) }),
    ...(topics && { topics: topics.flatMap(resolvers.topics) }),
  };
}

function nameOf(link: string | undefined): string {
  const name = link === undefined ? undefined : canonicalLink(link);
  if (name === undefined) throw new InputError('nothing says what is labelled; give an id, an http(s) link or a text');
  return name;
}

/** @throws InputError where it is no JSON */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new InputError(reasonOf(error));
  }
}
