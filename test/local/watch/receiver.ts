import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Alert } from '../../../lambdas/publish/alert.ts';

/** A receiver of alerts on loopback. */
export interface Receiver {
  readonly url: string;
  readonly alerts: Alert[];
  /** What it answers; it keeps only what it answers with 200. */
  status: number;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const alerts: Alert[] = [];
  const server = createServer(async (request, response) => {
    const { alert } = (await json(request)) as { alert: Alert };
    if (receiver.status === 200) alerts.push(alert);
    response.writeHead(receiver.status, { location: 'https://example.org/' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    alerts,
    status: 200,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
