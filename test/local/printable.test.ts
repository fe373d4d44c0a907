import { expect, it } from 'vitest';
import { printable } from '../../local/printable.ts';

it('takes what would steer a terminal out of a text, and nothing else', () => {
  expect(printable('\u001b[2J\u001b]0;owned\u0007Wire\u009b31m\r\tnews\u202e\n東京')).toBe(
    '[2J]0;ownedWire31m\tnews\n東京',
  );
});
