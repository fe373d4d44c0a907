import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { FeedMessage, notificationOf, notifiedKeys, ObjectNotification } from '../../lambdas/shared/messages.ts';

const read = (message: unknown): string[] => notifiedKeys(ObjectNotification.parse(message));
const s3Event = (...keys: string[]) => ({
  Records: keys.map((key) => ({
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'b' }, object: { key, size: 1 } },
  })),
});

describe('a notification of the bucket', () => {
  it('names its keys, which S3 encodes as form data', () => {
    expect(read(s3Event('responses/dt%3D2026-11-24/feed%3Da/1.gz', 'a+b%2Bc/%C3%BC.gz'))).toEqual([
      'responses/dt=2026-11-24/feed=a/1.gz',
      'a b+c/ü.gz',
    ]);
  });

  it('says hello once, without records', () => {
    const hello = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-24T08:00:00.000Z', Bucket: 'b' };
    expect(read(hello)).toEqual([]);
  });

  it('of replay says what the bucket would say', () => {
    const key = responseKey('bbc-co-uk-3f9a12c4', '2026-11-24T08:46:43.000Z', new Uint8Array());
    expect(notificationOf(key).Records[0]?.s3.object.key).toBe(key.replaceAll('=', '%3D'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        expect(read(notificationOf(key))).toEqual([key]);
      }),
    );
  });

  it.each([{}, { records: [] }, { Records: 'all' }, s3Event(''), { Records: [{}] }, null])('is not %j', (message) => {
    expect(() => read(message)).toThrow();
  });
});

describe('a feed message', () => {
  it('says whom to ask as of which due time', () => {
    const message = { feedId: 'a', dueAt: '2026-11-24T08:46:43.000Z', trace: '4bf92f3577b34da6a3ce929d0e0e4736' };
    expect(FeedMessage.parse(message)).toEqual(message);
    const { trace: _, ...older } = message;
    expect(FeedMessage.parse(older)).toEqual(older);
  });

  it('or which page beside the feed to ask for, and what for', () => {
    const purpose = { kind: 'gap', from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:46:43.000Z', step: 0 };
    const message = { feedId: 'a', url: 'https://wire.example/page/2', purpose };
    expect(FeedMessage.parse(message)).toEqual(message);
    for (const wrong of [{ url: 'file:///etc/passwd' }, { purpose: { ...purpose, kind: 'fun' } }, { feedId: '' }]) {
      expect(() => FeedMessage.parse({ ...message, ...wrong })).toThrow();
    }
  });

  it.each([
    { feedId: '', dueAt: '2026-11-24T08:46:43.000Z' },
    { feedId: 'a', dueAt: 'soon' },
    { feedId: 'a' },
    { feedId: 'a', dueAt: '2026-11-24T08:46:43.000Z', trace: 'a tick' },
  ])('is not %j', (message) => {
    expect(() => FeedMessage.parse(message)).toThrow();
  });
});
