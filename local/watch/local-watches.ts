import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { ATTRIBUTES } from '../../lambdas/publish/attributes.ts';
import type { Watch, Watches } from '../../lambdas/publish/watches.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import type { DataFolder } from '../folder.ts';
import { writeWhole } from '../whole-file.ts';
import { deliver } from './deliver.ts';

const StoredWatch = z.object({
  id: z.string(),
  protocol: z.enum(['terminal', 'url']),
  endpoint: z.string(),
  policy: z.partialRecord(z.enum(ATTRIBUTES), z.array(z.string())),
});

/** The watches of the local run: a file each, and beside it the cursor up to which it was told. */
export interface LocalWatches extends Watches {
  cursorOf(watch: Watch): Promise<string>;
  moveCursor(watch: Watch, cursor: string): Promise<void>;
}

/** @param say writes a line to the terminal */
export function localWatches(
  { watches: folder }: Pick<DataFolder, 'watches'>,
  say: (line: string) => void,
  now: () => string,
): LocalWatches {
  const watchFile = (id: string): string => join(folder, `${id}.json`);
  const cursorFile = (id: string): string => join(folder, `${id}.cursor`);

  const list = async (): Promise<Watch[]> => {
    await mkdir(folder, { recursive: true });
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    return Promise.all(
      files.map(async (name) => StoredWatch.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
    );
  };

  return {
    async add(watch) {
      check(watch);
      if ((await list()).some(({ id }) => id === watch.id)) {
        throw new InputError(`there is a watch called ${watch.id}; choose another --name or remove it first`);
      }
      await writeWhole(cursorFile(watch.id), now());
      await writeWhole(watchFile(watch.id), JSON.stringify(watch, null, 2));
      return watch.protocol === 'terminal'
        ? '`dateline start` prints what comes in from now on.'
        : `\`dateline start\` posts to ${watch.endpoint} what comes in from now on, again and again until it answers 2xx.`;
    },
    async list() {
      return { watches: await list(), pending: [] };
    },
    async remove({ id }) {
      await rm(watchFile(id), { force: true });
      await rm(cursorFile(id), { force: true });
    },
    send: (watch, alert) => deliver(watch, alert, say),
    cursorOf: ({ id }) => readFile(cursorFile(id), 'utf8'),
    moveCursor: ({ id }, cursor) => writeWhole(cursorFile(id), cursor),
  };
}

function check({ protocol, endpoint }: Watch): void {
  if (protocol === 'url' && !isLoopback(endpoint)) {
    throw new InputError(
      `the local run posts to this machine only, such as http://127.0.0.1:8080/; for ${endpoint} use --stack`,
    );
  }
  if (protocol !== 'url' && protocol !== 'terminal') {
    throw new InputError(`--${protocol} needs a deployed stack: name it with --stack`);
  }
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const address = hostname.replace(/^\[|\]$/g, '');
  return address === 'localhost' || (ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback');
}
