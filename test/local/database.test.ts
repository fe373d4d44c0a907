import { access, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { CreateTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { localClient, openDatabase } from '../../local/database.ts';
import { dataFolder } from '../../local/folder.ts';
import { tempFolder } from '../temp-folder.ts';

const TABLE = {
  TableName: 'Notes',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
} as const;

describe('the embedded database', () => {
  it('keeps its tables when it is closed', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    for (const names of [[], ['Notes']]) {
      const database = await openDatabase(folder, 0, false);
      const client = localClient(database.endpoint);
      expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(names);
      if (names.length === 0)
        await client.send(
          new CreateTableCommand({
            ...TABLE,
            KeySchema: [...TABLE.KeySchema],
            AttributeDefinitions: [...TABLE.AttributeDefinitions],
          }),
        );
      client.destroy();
      await database.close();
    }
  });

  it('answers on loopback only', async () => {
    await using temp = await tempFolder();
    const database = await openDatabase(dataFolder(temp.path), 0, false);
    expect(database).toMatchObject({ isShared: false });
    expect(database.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await database.close();
  });

  it('is shared with a second command that will have it so, and stays open when that one is done', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const first = await openDatabase(folder, 0, false);
    const second = await openDatabase(folder, 0, true);
    expect(second).toMatchObject({ endpoint: first.endpoint, isShared: true });
    await second.close();
    const client = localClient(first.endpoint);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    client.destroy();
    await first.close();
  });

  it('is refused to a second run, in words that name the first', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const first = await openDatabase(folder, 0, false);
    const second = openDatabase(folder, 0, false);
    await expect(second).rejects.toBeInstanceOf(InputError);
    await expect(second).rejects.toThrow(`${folder.root} is in use by process ${process.pid}`);
    await first.close();
  });

  it('is waited for while its owner starts', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await writeFile(folder.lock, JSON.stringify({ pid: process.ppid }));
    const opened = openDatabase(folder, 0, true);
    await using elsewhere = await tempFolder();
    const other = await openDatabase(dataFolder(elsewhere.path), 0, false);
    await writeFile(folder.lock, JSON.stringify({ pid: process.ppid, endpoint: other.endpoint }));
    expect(await opened).toMatchObject({ endpoint: other.endpoint, isShared: true });
    await other.close();
  });

  it('is taken over from a lock whose process number belongs to somebody else by now', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const closed = await openDatabase(folder, 0, false);
    await closed.close();
    await writeFile(folder.lock, JSON.stringify({ pid: process.ppid, endpoint: closed.endpoint }));
    const database = await openDatabase(folder, 0, false);
    expect(database.isShared).toBe(false);
    await database.close();
  });

  it('leaves no lock behind where its port is taken', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(openDatabase(folder, port, false)).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await expect(access(folder.lock)).rejects.toMatchObject({ code: 'ENOENT' });
    other.close();
  });
});
