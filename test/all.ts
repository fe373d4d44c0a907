/** Everything that an iterable yields. `Array.fromAsync` comes with Node 22. */
export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
