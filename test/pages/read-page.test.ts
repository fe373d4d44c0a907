import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../lambdas/pages/read-page.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const pages = readdirSync(FIXTURES).filter((name) => !name.endsWith('.json'));

describe('readPage', () => {
  it.each(pages)('reads %s', async (name) => {
    const source = readFileSync(join(FIXTURES, name), 'utf8');
    const expectation = JSON.parse(readFileSync(join(FIXTURES, name.replace(/\.\w+$/, '.json')), 'utf8'));
    const { encoding = 'utf-8', url, ...expected } = expectation;
    const { text, ...page } = await readPage(iconv.encode(source, encoding), { url });
    expect({ ...page, text: text.split('\n') }).toEqual(expected);
  });
});
