/** What schema.org markup says of the article, each value as said. */
export interface ArticleMarkup {
  readonly headline?: string;
  readonly datePublished?: string;
  readonly url?: string;
  readonly language?: string;
  readonly authors: readonly string[];
  /** Names of publisher and site. */
  readonly sites: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Objects that are looked at; a page has some dozens. */
const MOST_NODES = 10_000;
const ARTICLE = /(?:Article|NewsArticle|BlogPosting|Report)$/;
const SITE = /^(?:WebSite|Organization|NewsMediaOrganization|Corporation)$/;

/** The first article in a page's `application/ld+json` scripts. A script that is no JSON says nothing. */
export function articleMarkup(scripts: readonly string[]): ArticleMarkup | undefined {
  const nodes = scripts.flatMap((script) => objectsIn(parsed(script)));
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLE.test(type)));
  if (!article) return undefined;
  const siteNodes = nodes.filter((node) => typesOf(node).some((type) => SITE.test(type)));
  return {
    ...said('headline', textOf(article.headline) ?? textOf(article.name)),
    ...said('datePublished', textOf(article.datePublished) ?? textOf(article.dateCreated)),
    ...said('url', textOf(article.url) ?? idOf(article.mainEntityOfPage)),
    ...said('language', textOf(article.inLanguage)),
    authors: namesOf(article.author),
    sites: [...namesOf(article.publisher), ...siteNodes.flatMap(namesOf)],
  };
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script.replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>)\s*$/g, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All objects in it, whatever their depth, the outer ones first. */
function objectsIn(root: unknown): Json[] {
  const found: Json[] = [];
  const queue = [root];
  for (let at = 0; at < queue.length && found.length < MOST_NODES; at++) {
    const value = queue[at];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) found.push(value as Json);
    for (const inner of Object.values(value)) if (typeof inner === 'object') queue.push(inner);
  }
  return found;
}

const typesOf = ({ '@type': type }: Json): string[] => [type].flat().filter((one) => typeof one === 'string');

const textOf = (value: unknown): string | undefined => {
  const [first] = [value].flat();
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined;
};

function namesOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => {
    const name = typeof one === 'object' && one !== null && 'name' in one ? textOf(one.name) : textOf(one);
    return name === undefined || /^https?:/.test(name) ? [] : [name];
  });
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && '@id' in value ? textOf(value['@id']) : textOf(value);

const said = <K extends string>(name: K, value: string | undefined): { readonly [_ in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [_ in K]?: string };
