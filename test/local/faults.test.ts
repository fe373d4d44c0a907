import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, describe as group, it } from 'vitest';
import { InputError, TransientError } from '../../lambdas/shared/errors.ts';
import { describe, plainReason } from '../../local/faults.ts';
import { tempFolder } from '../temp-folder.ts';

const systemError = (code: string, detail: object) =>
  Object.assign(new Error(`${code}: it failed`), { code, ...detail });

group('the reason of a fault', () => {
  it.each([
    [
      'EADDRINUSE',
      { port: 8125 },
      'port 8125 is taken; stop what listens there, or choose another with --port or --sample-port',
    ],
    ['ENOSPC', {}, 'the disk is full; make room and start again, nothing that was stored is lost'],
    [
      'ENOSPC',
      { path: '/data/a' },
      'the disk is full at /data/a; make room and start again, nothing that was stored is lost',
    ],
    [
      'LEVEL_IO_ERROR',
      { message: 'IO error: /data/dynamodb/000003.log: No space left on device' },
      'the disk is full; make room and start again, nothing that was stored is lost',
    ],
    [
      'LEVEL_IO_ERROR',
      { message: 'IO error: /data/dynamodb/000003.log: Input/output error' },
      'the database cannot use its disk (IO error: /data/dynamodb/000003.log: Input/output error); make sure that it works and start again',
    ],
    ['EDQUOT', { path: '/data/a' }, 'the disk quota is used up at /data/a; make room and start again'],
    ['EACCES', { path: '/data' }, 'no permission at /data; choose another folder with DATELINE_HOME'],
    ['EACCES', { port: 80 }, 'no permission for port 80; choose one above 1023 with --port or --sample-port'],
    ['EROFS', { path: '/data' }, 'the disk is read-only at /data; choose another folder with DATELINE_HOME'],
    ['ENOENT', { path: 'my.opml' }, 'there is no my.opml'],
    ['EISDIR', { path: 'data' }, 'data is a folder, not a file'],
  ])('%s is one line with the way out: %j', (code, detail, line) => {
    expect(plainReason(systemError(code, detail))).toBe(line);
    expect(line).not.toContain('\n');
  });

  it('is found under the faults that it caused', () => {
    const cause = systemError('ENOSPC', { path: '/data/a' });
    expect(plainReason(new TransientError('archive', 'put', { cause }))).toMatch(/^the disk is full at \/data\/a;/);
  });

  it('is what a person did wrong, in the words of the one who noticed', () => {
    expect(plainReason(new InputError('no feed is called "x"'))).toBe('no feed is called "x"');
  });

  it('of several stories at once is told once for each reason', () => {
    const [full, bad] = [systemError('ENOSPC', {}), new TypeError('x is not a function')];
    const [first, ...stack] = describe(new AggregateError([full, bad, full])).split('\n');
    expect(first).toMatch(/^the disk is full;/);
    expect(stack.join('\n')).toBe(bad.stack);
  });

  it.each([new TypeError('x is not a function'), systemError('EPIPE', {}), 'a word', undefined])(
    'is not made up: %s',
    (fault) => {
      expect(plainReason(fault)).toBeUndefined();
    },
  );

  it('is the stack where the fault is ours, and the thing itself where it is no Error', () => {
    const fault = new TypeError('x is not a function');
    expect(describe(fault)).toBe(fault.stack);
    expect(describe('a word')).toBe('a word');
    expect(describe(new InputError('wrong'))).toBe('wrong');
  });
});

group('what Node throws', () => {
  it('for a taken port is told by its number', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => first.once('listening', resolve));
    const address = first.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const fault = await new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));
    first.close();
    expect(plainReason(fault)).toMatch(new RegExp(`^port ${port} is taken;`));
  });

  it('for a missing file and for a folder is told by its path', async () => {
    await using folder = await tempFolder();
    const missing = join(folder.path, 'feeds.opml');
    expect(plainReason(await readFile(missing).catch((error) => error))).toBe(`there is no ${missing}`);
    expect(plainReason(await writeFile(folder.path, '').catch((error) => error))).toBe(
      `${folder.path} is a folder, not a file`,
    );
  });
});
