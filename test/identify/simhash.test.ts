import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simhash, simhashDistance } from '../../lambdas/identify/simhash.ts';

const WIRE =
  'Two presidents met at the Kremlin on Tuesday and called for a return to six-nation talks over the nuclear drive of ' +
  'North Korea. They signed an agreement on joint work in space, and said that trade between their countries had grown ' +
  'by half within a year. Energy was the other matter of the day: a pipeline to the Pacific coast is still open.';
const OTHER =
  'Heavy rain has closed three passes in the eastern Alps. The railway runs buses between two valleys until the weekend, ' +
  'and the authorities ask travellers to stay at home. A landslide buried a road near the border in the night; nobody ' +
  'was hurt. Forecasters expect the rain to turn into snow above a thousand metres by the morning.';

const hash = fc.stringMatching(/^[0-9a-f]{16}$/);

describe('a simhash', () => {
  it('is 64 bits in hex, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(simhash(text)).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  it('is the same for the same words, whatever the case, the marks and the spaces between', () => {
    expect(simhash(WIRE.toUpperCase().replaceAll(',', ' —').replaceAll(' ', '\n'))).toBe(simhash(WIRE));
  });

  it.each([
    ['a town and an agency before it', `SEOUL (Reuters) - ${WIRE}`],
    ['another word', WIRE.replace('Tuesday', 'Monday')],
    ['its last sentence cut', WIRE.slice(0, WIRE.indexOf(' Energy'))],
    ['a credit after it', `${WIRE} Reporting by A. Writer; editing by B. Editor`],
  ])('is near for a copy with %s, far from that of another story', (_, copy) => {
    const distance = simhashDistance(simhash(WIRE), simhash(copy));
    expect(distance).toBeLessThanOrEqual(16);
    expect(distance).toBeLessThan(simhashDistance(simhash(OTHER), simhash(copy)));
  });

  it('is far for another story', () => {
    expect(simhashDistance(simhash(WIRE), simhash(OTHER))).toBeGreaterThan(20);
  });

  it('reads text without spaces or of one word', () => {
    expect(simhash('普京')).not.toBe(simhash('会谈'));
    expect(simhash('')).toBe(simhash(' — '));
  });
});

describe('the distance of two simhashes', () => {
  it('counts the bits in which they differ', () => {
    expect(simhashDistance('0000000000000000', '0000000000000000')).toBe(0);
    expect(simhashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(simhashDistance('8000000000000001', '0000000000000000')).toBe(2);
  });

  it('is a metric', () => {
    fc.assert(
      fc.property(hash, hash, hash, (a, b, c) => {
        expect(simhashDistance(a, a)).toBe(0);
        expect(simhashDistance(a, b)).toBe(simhashDistance(b, a));
        expect(simhashDistance(a, c)).toBeLessThanOrEqual(simhashDistance(a, b) + simhashDistance(b, c));
      }),
    );
  });
});
