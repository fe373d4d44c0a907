import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWatch, type Watch } from '../../../lambdas/publish/watches.ts';
import { type LocalWatches, localWatches } from '../../../local/watch/local-watches.ts';
import { minute } from '../../index/samples.ts';
import { type TempFolder, tempFolder } from '../../temp-folder.ts';

let folder: TempFolder;
let watches: LocalWatches;
beforeEach(async () => {
  folder = await tempFolder();
  watches = localWatches(
    { watches: folder.path },
    () => {},
    () => minute(0),
  );
});
afterEach(() => folder[Symbol.asyncDispose]());

const KOREA: Watch = {
  id: 'korea',
  protocol: 'terminal',
  endpoint: '',
  policy: { regions: ['KP'], to: ['all', 'korea'] },
};

describe('the watches of the local run', () => {
  it('are kept as they were made, until they are removed', async () => {
    const posted: Watch = { ...KOREA, id: 'a', protocol: 'url', endpoint: 'http://localhost:8080/' };
    expect(await watches.add(KOREA)).toMatch(/dateline start/);
    expect(await watches.add(posted)).toMatch(/2xx/);
    expect((await watches.list()).watches).toEqual([posted, KOREA]);
    expect(await watches.cursorOf(KOREA)).toBe(minute(0));
    await watches.remove(KOREA);
    await watches.remove(posted);
    expect(await watches.list()).toEqual({ watches: [], pending: [] });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('have names of their own', async () => {
    await watches.add(KOREA);
    await expect(watches.add(KOREA)).rejects.toThrow(/there is a watch called korea/);
    expect(await findWatch(watches, 'korea')).toEqual(KOREA);
    await expect(findWatch(watches, 'japan')).rejects.toThrow(/no watch is called "japan"; there are korea/);
  });

  it.each(['http://127.0.0.1:80/x', 'https://localhost/', 'http://[::1]:9/', 'http://127.9.9.9/'])(
    'may post to %s',
    async (endpoint) => {
      await expect(watches.add({ ...KOREA, protocol: 'url', endpoint })).resolves.toMatch(/posts to/);
    },
  );

  it.each([
    'https://example.org/',
    'http://127.0.0.1.example.org/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://localhost@example.org/',
    'ftp://127.0.0.1/',
    'nowhere',
  ])('may not post to %s', async (endpoint) => {
    await expect(watches.add({ ...KOREA, protocol: 'url', endpoint })).rejects.toThrow(/this machine only/);
    expect((await watches.list()).watches).toEqual([]);
  });

  it('send no mail', async () => {
    const mail: Watch = { ...KOREA, protocol: 'email', endpoint: 'a@example.org' };
    await expect(watches.add(mail)).rejects.toThrow(/--email needs a deployed stack/);
  });
});
