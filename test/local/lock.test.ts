import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { publishEndpoint, takeLock } from '../../local/lock.ts';
import { tempFolder } from '../temp-folder.ts';

const HOUR_MS = 3_600_000;

async function age(path: string, ms: number): Promise<void> {
  const time = new Date(Date.now() - ms);
  await utimes(path, time, time);
}

describe('the lock', () => {
  it('is taken by one, whom the others see, until it is released', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'not', 'there', 'lock.json');
    const lock = await takeLock(path);
    if (!lock.held) return expect.fail('it was free');
    expect(await takeLock(path)).toEqual({ held: false, by: { pid: process.pid } });
    await publishEndpoint(path, 'http://127.0.0.1:8125');
    expect(await takeLock(path)).toEqual({
      held: false,
      by: { pid: process.pid, endpoint: 'http://127.0.0.1:8125' },
    });
    await lock.release();
    expect(await takeLock(path)).toMatchObject({ held: true });
  });

  it('goes to one of many who ask at once', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    const locks = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
    expect(locks.filter(({ held }) => held)).toHaveLength(1);
  });

  it('of another process that lives is left to it', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await writeFile(path, JSON.stringify({ pid: other.pid }));
    await age(path, HOUR_MS);
    expect(await takeLock(path)).toEqual({ held: false, by: { pid: other.pid } });
    other.kill();
    await once(other, 'exit');
    expect(await takeLock(path)).toMatchObject({ held: true });
  });

  it('of a process that was killed is taken over', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(path, JSON.stringify({ pid, endpoint: 'http://127.0.0.1:1' }));
    expect(await takeLock(path)).toMatchObject({ held: true });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ pid: process.pid });
  });

  it('of a killed process that bore our number is taken over', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    await writeFile(path, JSON.stringify({ pid: process.pid }));
    await age(path, HOUR_MS);
    expect(await takeLock(path)).toMatchObject({ held: true });
  });

  it.each(['', '{"pid":', '{}', 'null'])('left half written (%j) is taken over', async (text) => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    await writeFile(path, text);
    await age(path, HOUR_MS);
    expect(await takeLock(path)).toMatchObject({ held: true });
  });

  it('that its owner is writing is waited for', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    await writeFile(path, '');
    const taken = takeLock(path);
    await pause(100);
    await writeFile(path, JSON.stringify({ pid: process.ppid }));
    expect(await taken).toEqual({ held: false, by: { pid: process.ppid } });
  });

  it('is never seen half written when the endpoint is told', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'lock.json');
    await takeLock(path);
    let isTelling = true;
    const telling = (async () => {
      for (let port = 1; port <= 300; port++) await publishEndpoint(path, `http://127.0.0.1:${port}`);
      isTelling = false;
    })();
    while (isTelling) expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
    await telling;
  });
});
