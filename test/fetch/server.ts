import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

/** A server on loopback that is closed with all of its connections at the end of the `await using` block. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: IncomingMessage[];
}

export async function httpServer(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    // The clock of the tests counts, not the machine's.
    response.sendDate = false;
    answer(request, response);
  });
  return { requests, ...(await listening(server)) };
}

/** Speaks HTTP that `node:http` would not: `bytes` are sent as they are, then the connection is closed. */
export async function rawServer(bytes: string | Uint8Array): Promise<TestServer> {
  return {
    requests: [],
    ...(await listening(createTcpServer((socket) => socket.once('data', () => socket.end(bytes))))),
  };
}

async function listening(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
