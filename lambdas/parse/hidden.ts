/**
 * Keeps values out of the document that rss-parser reads: short numbers stand for them there. They are the larger part
 * of a feed, and no parser but the tokenizer has to walk over them.
 */
export interface Hidden<T> {
  /** @returns the number that stands for the value */
  hide(value: T): string;
  /** @returns the value that a number stands for */
  restore(number: string | undefined): T | undefined;
}

export function createHidden<T>(): Hidden<T> {
  const values: T[] = [];
  return {
    hide: (value) => String(values.push(value) - 1),
    restore: (number) => (number === undefined ? undefined : values[Number(number)]),
  };
}
