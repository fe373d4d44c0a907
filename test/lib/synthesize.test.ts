import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { synthesizeTemplate } from '../../lib/synthesize.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dateline-test-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true });
});

it('gives the tables of the stack and leaves no files behind', () => {
  vi.stubEnv('TMPDIR', scratch);
  const { Resources } = synthesizeTemplate();
  const tables = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table');
  expect(tables.map(([id]) => id).sort()).toEqual(['Feeds', 'Items']);
  expect(readdirSync(scratch)).toEqual([]);
});
