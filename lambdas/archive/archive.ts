export interface ArchiveObject {
  readonly body: Uint8Array;
  /** Short ASCII values by lower-case name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Objects by key, kept for good. An object appears whole or not at all; putting it again replaces it. */
export interface Archive {
  put(key: string, object: ArchiveObject): Promise<void>;
  get(key: string): Promise<ArchiveObject | undefined>;
  /** Keys that start with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<string>;
}
