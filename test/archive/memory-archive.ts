import type { Archive, ArchiveObject } from '../../lambdas/archive/archive.ts';

/** An archive for tests of what is put into one. */
export function memoryArchive(): Archive {
  const objects = new Map<string, ArchiveObject>();
  return {
    put: async (key, object) => {
      objects.set(key, object);
    },
    get: async (key) => objects.get(key),
    async *list(prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
  };
}
