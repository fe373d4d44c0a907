import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeNumbers, encodeNumbers } from '../../lambdas/tag/numbers.ts';

it('reads the numbers that it wrote', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 32 - 1)), (numbers) => {
      expect([...decodeNumbers(encodeNumbers(numbers))]).toEqual(numbers);
    }),
  );
});

it('writes a small number as one character', () => {
  expect(encodeNumbers([0, 1, 31, 32])).toBe('ABfgB');
});
