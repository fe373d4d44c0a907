import { rename, writeFile } from 'node:fs/promises';

/** Writes a file so that others, and the next run after a kill, find it as it was or whole. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}
