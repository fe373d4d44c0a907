import { describe, expect, it } from 'vitest';
import { addressToAsk, isMoved } from '../../lambdas/fetch/moved.ts';

const SINCE = '2026-11-10T09:00:00.000Z';
const moved = (url: string, movedTo: string, lastSuccessAt = '2026-11-17T09:00:00.000Z') =>
  addressToAsk({ url, movedTo, movedSince: SINCE, lastSuccessAt });

describe('the address to ask', () => {
  it('is the new one when the old one has pointed there for seven days', () => {
    expect(moved('http://old.example/feed', 'https://new.example/feed')).toBe('https://new.example/feed');
    expect(moved('http://old.example/feed', 'https://new.example/feed', '2026-11-17T08:59:59.999Z')).toBe(
      'http://old.example/feed',
    );
  });

  it('is the old one where nothing is known of its time', () => {
    expect(isMoved({ movedTo: 'https://new.example/' })).toBe(false);
    expect(addressToAsk({ url: 'http://old.example/' })).toBe('http://old.example/');
  });

  it('takes the credentials along on the same host only', () => {
    expect(moved('https://name:word@wire.example/a', 'https://wire.example/b')).toBe(
      'https://name:word@wire.example/b',
    );
    expect(moved('https://name:word@wire.example/a', 'https://new.example/b')).toBe('https://new.example/b');
  });
});
