import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Archive } from '../../lambdas/archive/archive.ts';
import { createFileArchive } from '../../lambdas/archive/file-archive.ts';
import { getResponse, putResponse } from '../../lambdas/archive/responses.ts';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import type { FeedResponse } from '../../lambdas/shared/domain.ts';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { memoryArchive } from './memory-archive.ts';

const RESPONSE: FeedResponse = {
  feedId: 'bbc-co-uk-3f9a12c4',
  at: '2026-11-24T08:46:43.120Z',
  url: 'https://feeds.bbc.co.uk/новости?q=1#top',
  contentType: 'application/rss+xml; charset="utf-8"',
  body: Uint8Array.of(0x3c, 0xff, 0x00, 0x0a),
};

let fauxqs: Fauxqs;
let folder: TempFolder;
const archives: Record<string, Archive> = {};
beforeAll(async () => {
  fauxqs = await openFauxqs();
  folder = await tempFolder();
  archives.S3 = createS3Archive(fauxqs.s3, await fauxqs.newBucket());
  archives.files = createFileArchive(folder.path);
});
afterAll(async () => {
  await fauxqs.close();
  await folder[Symbol.asyncDispose]();
});
const archiveOf = (name: string): Archive => archives[name] ?? expect.fail(`no archive of ${name}`);

describe.each(['S3', 'files'])('a response in an archive of %s', (name) => {
  it('comes back as it was put', async () => {
    const archive = archiveOf(name);
    const key = await putResponse(archive, RESPONSE);
    const read = await getResponse(archive, key);
    expect({ ...read, body: [...read.body] }).toEqual({ ...RESPONSE, body: [...RESPONSE.body] });
  });

  it('says what it was asked for, and why it did not come', async () => {
    const page: FeedResponse = {
      ...RESPONSE,
      at: '2026-11-24T08:46:43.122Z',
      purpose: { kind: 'gap', from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:46:00.000Z', step: 3 },
      previousAt: '2026-11-24T08:31:00.000Z',
      freshFor: 300,
      failure: 'bbc.co.uk answered 404 “Не найдено”',
      body: new Uint8Array(),
    };
    const read = await getResponse(archiveOf(name), await putResponse(archiveOf(name), page));
    const { contentType: _, ...expected } = page;
    expect({ ...read, body: [...read.body] }).toEqual({ ...expected, body: [] });
  });

  it('comes back without a type where it had none', async () => {
    const { contentType: _, ...untyped } = RESPONSE;
    const at = '2026-11-24T08:46:43.121Z';
    const key = await putResponse(archiveOf(name), { ...untyped, at });
    expect(await getResponse(archiveOf(name), key)).not.toHaveProperty('contentType');
  });
});

describe('a stored response', () => {
  it('is the bytes as they came, compressed', async () => {
    const archive = memoryArchive();
    const key = await putResponse(archive, RESPONSE);
    expect([...gunzipSync((await archive.get(key))?.body ?? '')]).toEqual([...RESPONSE.body]);
  });

  it('has the same name when it is stored again, and another one for other bytes', async () => {
    const archive = memoryArchive();
    const key = await putResponse(archive, RESPONSE);
    expect(await putResponse(archive, RESPONSE)).toBe(key);
    expect(await putResponse(archive, { ...RESPONSE, body: Buffer.from('other') })).not.toBe(key);
  });

  it('that is not there is a fault for good, which names it', async () => {
    const key = 'responses/dt=2026-11-24/feed=a/20261124T084643000Z-0123456789abcdef.gz';
    const fault = getResponse(memoryArchive(), key);
    await expect(fault).rejects.toBeInstanceOf(PermanentError);
    await expect(fault).rejects.toThrow(key);
  });

  it('never carries more metadata than S3 takes', async () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 3_000, size: 'max' });
    const words = fc.string({ maxLength: 1_000, size: 'max' });
    const purpose = {
      kind: 'gap',
      from: '2026-11-24T07:00:00.000Z',
      to: '2026-11-24T08:46:00.000Z',
      step: 10,
    } as const;
    await fc.assert(
      fc.asyncProperty(word, word, words, fc.option(word), async (path, query, contentType, failure) => {
        const archive = memoryArchive();
        const url = new URL('https://example.org/');
        url.pathname = path;
        url.search = query;
        const key = await putResponse(archive, {
          ...RESPONSE,
          url: url.href,
          contentType,
          purpose,
          trace: 'f'.repeat(32),
          ...(failure !== null && { failure }),
        });
        const { metadata = {} } = (await archive.get(key)) ?? {};
        const sizes = Object.entries(metadata).map(([name, value]) => name.length + encodeURIComponent(value).length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_048);
        expect(url.href.startsWith(metadata.url ?? 'none')).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the path of an address whose signature is too long', async () => {
    const archive = memoryArchive();
    const url = `https://example.org/wire/feed.xml?token=${'x'.repeat(2_000)}`;
    const key = await putResponse(archive, { ...RESPONSE, url });
    expect((await getResponse(archive, key)).url).toBe('https://example.org/wire/feed.xml');
  });
});
