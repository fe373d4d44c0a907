import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../lambdas/archive/archive.ts';
import { getTracedItems, putItems } from '../../lambdas/archive/lines.ts';
import { getResponse, putResponse } from '../../lambdas/archive/responses.ts';
import type { FeedResponse } from '../../lambdas/shared/domain.ts';
import { linesKey, responseKey } from '../../lambdas/shared/keys.ts';
import { all } from '../all.ts';
import { SIGHTING } from '../archive/sightings.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined): string => new TextDecoder().decode(body);

const keys = (archive: Archive, prefix: string): Promise<string[]> => all(archive.list(prefix));

/** What every archive promises. @param open makes an empty one */
export function archiveContract(name: string, open: () => Promise<Archive> | Archive): void {
  describe(`an archive of ${name}`, () => {
    it('gives back what was put', async () => {
      const archive = await open();
      await archive.put('items/a.gz', { body: Uint8Array.of(0, 10, 13, 255, 128), metadata: {} });
      const object = await archive.get('items/a.gz');
      expect([...(object?.body ?? [])]).toEqual([0, 10, 13, 255, 128]);
      expect(object?.metadata).toEqual({});
    });

    it('knows no key that was not put, nor the half of one', async () => {
      const archive = await open();
      await archive.put('items/dt=2026-11-24/feed=a/1.gz', { body: bytes('a'), metadata: {} });
      expect(await archive.get('items/dt=2026-11-24/feed=a/2.gz')).toBeUndefined();
      expect(await archive.get('items/dt=2026-11-25/feed=a/1.gz')).toBeUndefined();
      expect(await archive.get('items/dt=2026-11-24/feed=a')).toBeUndefined();
    });

    it('keeps metadata of any script and sign as it was', async () => {
      const archive = await open();
      const metadata = {
        url: 'https://example.org/новости?q=100%25&r=%2F+#“ü”',
        'content-type': 'text/xml; charset="utf-8"',
        'with-space': ' a  b ',
      };
      await archive.put('responses/a.gz', { body: bytes('a'), metadata });
      expect((await archive.get('responses/a.gz'))?.metadata).toEqual(metadata);
    });

    it('keeps what a response, and the items made of it, say of themselves, their trace too', async () => {
      const archive = await open();
      const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
      const sent = { feedId: 'wire-example-0a1b2c3d', at: '2026-11-24T08:46:43.120Z', url: 'https://wire.example/' };
      const response: FeedResponse = { ...sent, previousAt: '2026-11-24T08:31:00.000Z', trace, body: bytes('<rss/>') };
      const read = await getResponse(archive, await putResponse(archive, response));
      expect({ ...read, body: text(read.body) }).toEqual({ ...response, body: '<rss/>' });
      const [raw] = await putItems(archive, [SIGHTING], trace);
      expect(await getTracedItems(archive, raw?.key ?? '')).toEqual({ sightings: [SIGHTING], trace });
    });

    it('takes those that older versions have stored, without a trace', async () => {
      const archive = await open();
      const key = responseKey('wire-example-0a1b2c3d', '2026-11-24T08:46:43.120Z', bytes(''));
      await archive.put(key, { body: gzipSync(''), metadata: { url: 'https://wire.example/' } });
      expect(await getResponse(archive, key)).not.toHaveProperty('trace');
      const [raw] = await putItems(archive, [SIGHTING]);
      expect(await getTracedItems(archive, raw?.key ?? '')).toEqual({ sightings: [SIGHTING] });
    });

    it('replaces the whole object, its metadata too', async () => {
      const archive = await open();
      await archive.put('responses/a.gz', {
        body: bytes('a longer first body'),
        metadata: { url: 'https://a.example/' },
      });
      await archive.put('responses/a.gz', { body: bytes('second'), metadata: {} });
      const object = await archive.get('responses/a.gz');
      expect(text(object?.body)).toBe('second');
      expect(object?.metadata).toEqual({});
    });

    it('takes an empty body and one of 8 MB', async () => {
      const archive = await open();
      const large = randomBytes(8 * 1024 * 1024);
      await archive.put('items/empty.gz', { body: new Uint8Array(), metadata: {} });
      await archive.put('items/large.gz', { body: large, metadata: {} });
      expect((await archive.get('items/empty.gz'))?.body).toHaveLength(0);
      expect(large.equals((await archive.get('items/large.gz'))?.body ?? new Uint8Array())).toBe(true);
    });

    it('lists the keys of the pipeline in order, by any prefix', async () => {
      const archive = await open();
      // A feed's id may begin with another's, and then `/` sorts after `-`.
      const feeds = ['bbc-co-uk-3f9a12c4', 'bbc-co-uk', 'a1-example-00000000'];
      const times = ['2026-11-23T23:59:59.999Z', '2026-11-24T00:00:00.000Z', '2026-11-24T12:00:00.000Z'];
      const responses = times.flatMap((at) => feeds.map((feed) => responseKey(feed, at, bytes(feed))));
      const items = times.map((at) => linesKey('items', 'bbc-co-uk', at, at));
      for (const key of [...items, ...responses].reverse()) await archive.put(key, { body: bytes(key), metadata: {} });

      expect(await keys(archive, '')).toEqual([...items, ...responses].sort());
      expect(await keys(archive, 'responses/')).toEqual([...responses].sort());
      const day = 'responses/dt=2026-11-24/';
      expect(await keys(archive, day)).toEqual(responses.filter((key) => key.startsWith(day)).sort());
      expect(await keys(archive, `${day}feed=bbc-co-uk/`)).toEqual([responses[4], responses[7]]);
      expect(await keys(archive, `${day}feed=bbc-co-uk/20261124T12`)).toEqual([responses[7]]);
      expect(await keys(archive, 'responses/dt=2026-11-2')).toHaveLength(9);
    });

    it('lists nothing where there is nothing', async () => {
      const archive = await open();
      expect(await keys(archive, '')).toEqual([]);
      expect(await keys(archive, 'responses/dt=2026-11-24/feed=x/')).toEqual([]);
    });

    it('lists more keys than fit on a page of S3', async () => {
      const archive = await open();
      const many = Array.from({ length: 1_005 }, (_, at) => `items/${String(at).padStart(5, '0')}.gz`);
      await Promise.all(many.map((key) => archive.put(key, { body: bytes(''), metadata: {} })));
      expect(await keys(archive, 'items/')).toEqual(many);
    });
  });
}
