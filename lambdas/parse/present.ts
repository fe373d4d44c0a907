type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The keys of an object that hold text. A loop, because this runs for every entry. */
export function present<T extends Readonly<Record<string, string | undefined>>>(fields: T): Present<T> {
  const held: Record<string, string> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value) held[key] = value;
  }
  return held as Present<T>;
}
