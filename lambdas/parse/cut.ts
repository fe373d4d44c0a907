import { tags } from './split.ts';

/**
 * Cuts a document into its entries, elements of one name under any prefix, before any of it is parsed: what is broken
 * inside of one, be it an open quote or CDATA section, reaches no further than its end.
 */
export function cut(text: string, name: string): { readonly rest: string; readonly entries: readonly string[] } {
  const rest: string[] = [];
  const entries: string[] = [];
  let copied = 0;
  let opened: number | undefined;
  const close = (end: number) => {
    if (opened === undefined) return;
    entries.push(text.slice(opened, end));
    copied = end;
    opened = undefined;
  };
  let tagEnd = -2;
  for (const { at, after, closing } of tags(text, [name], 'any')) {
    if (tagEnd !== -1 && tagEnd < after) tagEnd = text.indexOf('>', after);
    const next = tagEnd < 0 ? text.length : tagEnd + 1;
    if (closing) {
      close(next);
      continue;
    }
    close(at);
    rest.push(text.slice(copied, at));
    copied = at;
    opened = at;
    if (text[tagEnd - 1] === '/') close(next);
  }
  close(text.length);
  rest.push(text.slice(copied));
  return { rest: rest.join(''), entries };
}
