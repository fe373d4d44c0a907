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
    .option('--websub-callback <url>', 'public address of this machine: WebSub hubs then push what is new')
    .option('--websub-port <number>', 'loopback port that the public address leads to', port, 8127)
    .action(async ({ once, sample, feeds, port, samplePort, contact, websubCallback, websubPort }) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          process.stderr.write('\nStopping after what is under way …\n');
          stop.abort();
        });
      }
      const webSub = websubCallback === undefined ? undefined : { callback: websubCallback, port: websubPort };
      await start({ once, sample, feedsFile: feeds, port, samplePort, contact, webSub, signal: stop.signal });
    });
}
