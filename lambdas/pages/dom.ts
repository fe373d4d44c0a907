/** As much of the DOM as is asked of a page here. */
export interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export const texts = (document: PageDocument, selector: string): string[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => folded(textContent)).filter(Boolean);

export const values = (document: PageDocument, selector: string, attribute: string): string[] =>
  [...document.querySelectorAll(selector)].map((element) => folded(element.getAttribute(attribute))).filter(Boolean);

const folded = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Contents of `meta` elements by name or property, in the order of the names. */
export function metas(document: PageDocument): (...names: readonly string[]) => string[] {
  const byName = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta')) {
    const content = folded(element.getAttribute('content'));
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (name && content) byName.set(name, [...(byName.get(name) ?? []), content].slice(0, 10));
    }
  }
  return (...names) => names.flatMap((name) => byName.get(name) ?? []);
}
