import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../../../lambdas/index/record.ts';
import { filterPolicyOf } from '../../../lambdas/publish/filter-policy.ts';
import { publishNothing } from '../../../lambdas/publish/publisher.ts';
import type { Watch } from '../../../lambdas/publish/watches.ts';
import { followLog } from '../../../local/watch/follow.ts';
import { type LocalWatches, localWatches } from '../../../local/watch/local-watches.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../../index/memory-item-index.ts';
import { about, minute, sighting } from '../../index/samples.ts';
import { type TempFolder, tempFolder } from '../../temp-folder.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let folder: TempFolder;
let receiver: Receiver;
let index: MemoryItemIndex;
let watches: LocalWatches;
let said: string[];
let clock: number;

const now = () => minute(clock);

beforeEach(async () => {
  folder = await tempFolder();
  receiver = await openReceiver();
  index = memoryItemIndex();
  said = [];
  clock = 60;
  watches = localWatches({ watches: folder.path }, (line) => said.push(line), now);
});
afterEach(async () => {
  await receiver.close();
  await folder[Symbol.asyncDispose]();
});

/** A story comes in at the minute of the clock, which goes on by one. */
async function arrive(name: string, region = 'KP', withdrawn = false): Promise<void> {
  const id = name.padEnd(20, '0');
  const one = sighting({ at: now(), text: withdrawn ? 'KILL' : name, withdrawn, tags: { regions: [about(region)] } });
  const known = (await index.getItems([id])).get(id);
  await record(index, { ...one, sighting: { ...one.sighting, id } }, known, now, publishNothing);
  clock += 1;
}

async function add(id: string, target: Pick<Watch, 'protocol' | 'endpoint'>, regions: string[] = []): Promise<void> {
  const policy = filterPolicyOf({ regions, topics: [], feeds: [], kinds: [], languages: [] }, id);
  await watches.add({ id, ...target, policy });
}

const follow = (signal = new AbortController().signal) => followLog({ index, watches, now, signal });
const received = () => receiver.alerts.map(({ id, kind }) => `${kind} ${id.replaceAll('0', '')}`);
const url = () => ({ protocol: 'url' as const, endpoint: receiver.url });
const TERMINAL = { protocol: 'terminal' as const, endpoint: '' };

describe('a watch of the local run', () => {
  it('is told once of what comes in after it was made, and only of what it takes', async () => {
    await arrive('a');
    await add('korea', url(), ['KP']);
    await arrive('b');
    await arrive('c', 'JP');
    expect(await follow()).toEqual([]);
    await arrive('d');
    await follow();
    await follow();
    expect(received()).toEqual(['new b', 'new d']);
  });

  it('is told of what is taken back', async () => {
    await add('korea', url(), ['KP']);
    await arrive('b');
    await arrive('b', 'JP', true);
    await follow();
    expect(received()).toEqual(['new b', 'withdrawn b']);
  });

  it('prints one marked line on the terminal', async () => {
    await add('korea', TERMINAL, ['KP']);
    await arrive('b');
    await follow();
    expect(said).toEqual(['» korea  b  (North Korea, politics-and-government)']);
  });

  it.each([500, 302, 404])('loses nothing while its receiver answers %d, and holds up no other', async (status) => {
    await add('korea', url());
    await add('screen', TERMINAL);
    for (const name of ['a', 'b', 'c']) await arrive(name);
    receiver.status = status;
    expect(await follow()).toEqual([expect.stringMatching(new RegExp(`^Watch korea: .* answered ${status}`))]);
    expect(said).toHaveLength(3);
    await arrive('d');
    receiver.status = 200;
    expect(await follow()).toEqual([]);
    expect(received()).toEqual(['new a', 'new b', 'new c', 'new d']);
  });

  it('loses nothing while nobody listens', async () => {
    const { url: endpoint } = receiver;
    await add('korea', { protocol: 'url', endpoint });
    await arrive('a');
    await receiver.close();
    expect(await follow()).toEqual([expect.stringMatching(/does not answer/)]);
    expect(await watches.cursorOf({ id: 'korea', ...url(), policy: {} })).toBe(minute(60));
  });

  it('goes on where it was, after days without anything for it', async () => {
    await add('japan', url(), ['JP']);
    await arrive('a');
    for (let day = 0; day < 4; day++) {
      clock += 24 * 60;
      await follow();
    }
    await arrive('b', 'JP');
    await follow();
    expect(received()).toEqual(['new b']);
  });

  it('is told of a line that another process wrote late', async () => {
    await add('korea', url());
    const early = clock;
    clock += 5;
    await follow();
    clock = early + 5;
    await arrive('late');
    await follow();
    expect(received()).toEqual(['new late']);
  });

  it('stops after the alert that is under way, and goes on in the next run', async () => {
    const stop = new AbortController();
    const stopping: LocalWatches = {
      ...watches,
      async send(watch, alert) {
        await watches.send(watch, alert);
        stop.abort();
      },
    };
    await add('korea', url());
    for (const name of ['a', 'b']) await arrive(name);
    await followLog({ index, watches: stopping, now, signal: stop.signal });
    expect(received()).toEqual(['new a']);
    await follow();
    expect(received()).toEqual(['new a', 'new b']);
  });

  it('gets again what was sent when the run was killed', async () => {
    const killed: LocalWatches = {
      ...watches,
      moveCursor: async () => {
        throw new Error('killed');
      },
    };
    await add('korea', url());
    await arrive('a');
    await followLog({ index, watches: killed, now, signal: new AbortController().signal });
    await follow();
    expect(received()).toEqual(['new a', 'new a']);
  });
});
