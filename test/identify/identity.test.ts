import { expect, it } from 'vitest';
import { headlineNameOf } from '../../lambdas/identify/identity.ts';

it('names a story by the words of its headline, whether they come as markup or plain', () => {
  const plain = headlineNameOf('Talks on fish & chips end', 'wire.example');
  expect(plain).toBeDefined();
  expect(headlineNameOf('Talks on <b>fish</b> &amp; chips end', 'wire.example')).toBe(plain);
  expect(headlineNameOf('Talks on fish & chips end', 'other.example')).not.toBe(plain);
});
