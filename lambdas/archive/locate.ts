import type { RawPointer, Sighting } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import type { Archive } from './archive.ts';
import { getItems } from './lines.ts';

/** The archived line that a pointer names. @throws PermanentError where there is none */
export async function locate(archive: Archive, { key, line }: RawPointer): Promise<Sighting> {
  const sighting = (await getItems(archive, key))[line];
  if (!sighting) throw new PermanentError('archive', `${key} has no line ${line + 1}`);
  return sighting;
}
