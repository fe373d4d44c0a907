import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import { userAgent } from '../../lambdas/fetch/user-agent.ts';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { plainReason } from '../../local/faults.ts';
import { fetchedOf } from '../../local/fetched.ts';
import { counted, print } from '../output.ts';

export function parseCommand() {
  return new Command('parse')
    .description('Read feeds as the pipeline does: one JSON line a document')
    .argument('<file|url...>', 'files, or http(s) addresses')
    .action(async (sources) => {
      let unread = 0;
      for (const source of sources) {
        try {
          const { body, ...about } = await read(source);
          const parsed = await parseFeed(body, about);
          print(JSON.stringify({ source, ...parsed }));
        } catch (error) {
          const reason = plainReason(error);
          if (reason === undefined) throw error;
          unread += 1;
          process.stderr.write(`${source}: ${reason}\n`);
        }
      }
      if (unread > 0) throw new InputError(`${unread} of ${counted(sources.length, 'document')} could not be read`);
    });
}

async function read(source: string): Promise<{ body: Uint8Array; contentType?: string; url?: string }> {
  if (!/^https?:\/\//i.test(source)) {
    if (/^\w+:\/\//.test(source)) throw new InputError('only http and https addresses can be asked');
    return { body: await readFile(source) };
  }
  // The person at the terminal names the address, so their own machine is theirs to ask.
  return fetchedOf(await fetchFeed({ url: source }, { userAgent: userAgent(), allowLoopback: true }));
}
