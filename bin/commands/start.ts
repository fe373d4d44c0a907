import { Command } from '@commander-js/extra-typings';
import { start } from '../../local/start.ts';
import { port } from '../options.ts';

export function startCommand() {
  return new Command('start')
    .description('Run the pipeline on this machine: poll, keep, tag, until Ctrl-C')
    .option('--once', 'end after one round', false)
    .option('--sample', 'poll the sample wire, which needs no network', false)
    .option('--feeds <file>', 'OPML file of the feeds', 'feeds.opml')
    .option('--port <number>', 'port of the embedded DynamoDB', port, 8125)
    .option('--sample-port <number>', 'port of the sample wire', port, 8126)
    .option('--contact <address>', 'URL or mail address that publishers can write to; part of the User-Agent')
    .action(async ({ once, sample, feeds, port, samplePort, contact }) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          process.stderr.write('\nStopping after what is under way …\n');
          stop.abort();
        });
      }
      await start({ once, sample, feedsFile: feeds, port, samplePort, contact, signal: stop.signal });
    });
}
