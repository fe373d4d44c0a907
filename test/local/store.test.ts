import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../local/folder.ts';
import { openStore } from '../../local/store.ts';
import { all } from '../all.ts';
import { FEED } from '../contracts/feed-store.ts';
import { tempFolder } from '../temp-folder.ts';

describe('the store', () => {
  it('keeps feeds, items and objects from one command to the next', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const first = await openStore({ folder });
    await first.feeds.create(FEED);
    await first.archive.put('items/a.gz', { body: Buffer.from('a'), metadata: {} });
    await first.close();

    const second = await openStore({ folder });
    expect(await all(second.feeds.list())).toEqual([FEED]);
    expect(await second.index.getItems(['none'])).toEqual(new Map());
    expect((await second.archive.get('items/a.gz'))?.body.toString()).toBe('a');
    await second.close();
  });

  it('is opened by two commands at once, on a new folder too: the second waits', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const command = async () => {
      const store = await openStore({ folder });
      expect(await all(store.feeds.list())).toEqual([]);
      expect(store.isShared).toBe(false);
      await store.close();
    };
    await Promise.all([command(), command()]);
  });

  it('is shared by a run that stays', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const run = await openStore({ folder, share: false });
    const command = await openStore({ folder });
    expect(command.isShared).toBe(true);
    await run.feeds.create(FEED);
    expect(await all(command.feeds.list())).toEqual([FEED]);
    await command.close();
    await run.close();
  });

  it('lets go of the database where it cannot be opened', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await (await openStore({ folder })).close();
    const known = await readFile(folder.tables, 'utf8');
    await writeFile(folder.tables, '{');
    await expect(openStore({ folder })).rejects.toThrow(SyntaxError);
    await writeFile(folder.tables, known);
    await (await openStore({ folder, share: false })).close();
  });
});
