import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { userAgent } from '../../lambdas/fetch/user-agent.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

it('names the program, its version and whom to write to', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(version).toMatch(/^0\.1\./);
  expect(userAgent('mailto:wire@example.org')).toBe('Dateline/0.1 (+mailto:wire@example.org)');
});

it('is the bare name where nobody is named', () => {
  expect(userAgent()).toBe('Dateline/0.1');
});

it.each(['', 'a b', 'x)', 'wire@example.org\r\nX: y', 'w\u00efre@example.org'])('refuses the contact %j', (contact) => {
  expect(() => userAgent(contact)).toThrow(InputError);
});
