import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';

/** A server on loopback that is closed with all of its connections at the end of the `await using` block. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: IncomingMessage[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
/** Names 127.0.0.1 and localhost, and nobody stands behind it but itself. */
export const CERTIFICATE = fixture('tls-cert.pem');

export const httpServer = (answer: Answer): Promise<TestServer> => listening('http', createServer(), answer);

export const httpsServer = (answer: Answer): Promise<TestServer> =>
  listening('https', createTlsServer({ cert: CERTIFICATE, key: fixture('tls-key.pem') }), answer);

async function listening(scheme: string, server: Server, answer: Answer): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    // The clock of the tests counts, not the machine's.
    response.sendDate = false;
    answer(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
