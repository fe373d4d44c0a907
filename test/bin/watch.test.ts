import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../local/watch/receiver.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

// The tests of this file are one story: each goes on from what the one before has left.
let home: TempFolder;
let receiver: Receiver;

async function dateline(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', ...args], {
    env: { ...process.env, DATELINE_HOME: home.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

/** Standard output of a command that must succeed. */
async function said(...args: string[]): Promise<string> {
  const { code, out, err } = await dateline(args);
  expect(code, err).toBe(0);
  return out;
}

const start = () => said('start', '--sample', '--once', '--port', '0', '--sample-port', '0');

beforeAll(async () => {
  home = await tempFolder();
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver.close();
  await home[Symbol.asyncDispose]();
});

it('makes watches, and lists them in words', async () => {
  const korea = ['--region', 'KP', '--topic', 'nuclear-policy'];
  expect(await said('watch', 'add', '--name', 'korea', ...korea)).toMatch(
    /^Watch korea is made: regions north-korea, topics nuclear-policy\.$/m,
  );
  await said('watch', 'add', '--name', 'posted', '--kind', 'new', '--lang', 'fr', '--url', receiver.url);
  const listed = await said('watch', 'list');
  expect(listed).toMatch(/^korea +terminal +.*north-korea/m);
  expect(listed).toMatch(/^posted +url +http:.*kind new, lang fr/m);
});

it('tells them what comes in, in the run that polls', { timeout: 60_000 }, async () => {
  const out = await start();
  const printed = out.split('\n').filter((line) => line.startsWith('» korea'));
  expect(printed.length).toBeGreaterThan(2);
  expect(printed.every((line) => /North Korea/.test(line) && /nuclear-policy/.test(line))).toBe(true);
  expect(receiver.alerts.length).toBeGreaterThan(2);
  expect(receiver.alerts.every(({ kind, language }) => kind === 'new' && language?.startsWith('fr'))).toBe(true);

  const rehearsed = JSON.parse(
    await said('watch', 'rehearse', '--region', 'KP', '--topic', 'nuclear-policy', '--json'),
  );
  expect(rehearsed.alerts.map(({ title }: { title: string }) => title)).toHaveLength(printed.length);
  const shown = await said('watch', 'rehearse', 'posted', '--days', '1');
  expect(shown).toMatch(new RegExp(`^kind new, lang fr: ${receiver.alerts.length} in 1 day\\.$`, 'm'));
  const [first, ...others] = receiver.alerts.map(({ id }) => id);
  expect(shown).toContain(first);

  const [{ cursor } = { cursor: '' }] = receiver.alerts.splice(0);
  expect(await said('watch', 'replay', 'posted', '--since', cursor)).toBe(`Sent ${others.length} again to posted.\n`);
  expect(receiver.alerts.map(({ id }) => id)).toEqual(others);
});

it.each(['0', '999999999'])('does not rehearse %s days', async (days) => {
  const { code, err } = await dateline(['watch', 'rehearse', '--days', days]);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('From 1 to 36500.') });
});

it('says where a replay stopped', async () => {
  receiver.status = 500;
  const { code, err } = await dateline(['watch', 'replay', 'posted', '--since', '1h']);
  expect(code).toBe(1);
  expect(err).toMatch(/answered 500; 0 were sent, go on with --since '.*Z'/);
});

it('removes watches', async () => {
  await said('watch', 'remove', 'posted');
  await said('watch', 'remove', 'korea');
  expect(await said('watch', 'list')).toMatch(/^No watch/);
});
