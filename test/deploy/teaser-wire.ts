import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TeaserWire {
  /** Its outline for an OPML file. */
  readonly outline: string;
  close(): Promise<void>;
}

/** A feed on loopback that gives only teasers of its stories, so that their pages are fetched too. */
export async function startTeaserWire(): Promise<TeaserWire> {
  const server = createServer(({ url, headers }, response) => {
    const root = `http://${headers.host}`;
    if (url === '/rss') return response.setHeader('content-type', 'application/rss+xml').end(rssOf(root));
    if (url === '/salt.html') return response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE);
    return response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    outline: `<outline type="rss" text="Teaser Wire" xmlUrl="${root}/rss" language="en" fullText="true" category="sample"/>`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const TITLE = 'Salt traders of Bolivia meet';

const rssOf = (root: string): string => `<rss version="2.0"><channel><title>Teaser Wire</title><link>${root}</link>
  <item><title>${TITLE}</title><link>${root}/salt.html</link><description>They met on Monday…</description></item>
</channel></rss>`;

const PAGE = `<!doctype html><html lang="en"><head><title>${TITLE}</title></head><body><article><h1>${TITLE}</h1>
${'<p>The traders of the salt flats of Bolivia met on Monday to speak of the price of lithium and of the road to Chile.</p>'.repeat(8)}
</article></body></html>`;
