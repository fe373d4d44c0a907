import { randomBytes } from 'node:crypto';
import { putResponse } from '../../lambdas/archive/responses.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { traceIdOf } from '../../lambdas/shared/trace.ts';
import type { Store } from '../store.ts';
import { type ImportWishes, prepare } from './prepare.ts';
import { filesOf, isAddress, pageGetter, readDocument } from './sources.ts';

/** What came of one document; a folder that cannot be read counts as one. */
export type Imported = { readonly source: string } & ({ readonly feed: Feed } | { readonly error: unknown });

export interface ImportOptions extends Omit<ImportWishes, 'url'> {
  /** Where the documents are from; for a single one. */
  readonly url?: string | undefined;
  /** Who publishers can write to; a URL or a mail address. */
  readonly contact?: string | undefined;
}

/**
 * Stores each document as a response, which ingest takes from there. One that cannot be read costs no other.
 *
 * @param sources files, folders and addresses
 */
export async function* storeDocuments(
  store: Pick<Store, 'feeds' | 'archive'>,
  sources: readonly string[],
  { contact, ...wishes }: ImportOptions,
): AsyncGenerator<Imported> {
  const get = pageGetter(contact);
  const trace = traceIdOf(randomBytes(16));
  for await (const { source, error } of documentsOf(sources)) {
    if (error !== undefined) yield { source, error };
    else {
      try {
        const document = isAddress(source) ? await get(source) : await readDocument(source);
        const { feed, response } = await prepare(document, wishes, new Date().toISOString());
        await ensureFeed(store, feed);
        await putResponse(store.archive, { ...response, trace });
        yield { source, feed };
      } catch (error) {
        yield { source, error };
      }
    }
  }
}

async function* documentsOf(sources: readonly string[]): AsyncGenerator<{ source: string; error?: unknown }> {
  for (const source of sources) {
    try {
      const files = isAddress(source) ? [source] : await filesOf(source);
      yield* files.map((file) => ({ source: file }));
    } catch (error) {
      yield { source, error };
    }
  }
}

/** One that was removed comes back with what it knows. */
async function ensureFeed({ feeds }: Pick<Store, 'feeds'>, feed: Feed): Promise<void> {
  if (await feeds.create(feed)) return;
  const known = await feeds.get(feed.feedId);
  if (known?.status === 'removed') await feeds.change(feed.feedId, { status: 'imported' });
}
