import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type AwsCall, callsOf, type Place } from './aws-call.ts';
import { covers, type Grant } from './policies.ts';

/** A door between one function and AWS that lets through what the function's own policies allow, and nothing else. */
export interface Gate {
  /** What the function takes for AWS. */
  readonly url: string;
  readonly grants: readonly Grant[];
  /** Sets what is let through; nothing is at first. */
  grant(grants: readonly Grant[]): void;
  /** What it asked for, once each. */
  calls(): readonly AwsCall[];
  /** What of it was refused. */
  refused(): readonly AwsCall[];
  close(): Promise<void>;
}

/** The emulator checks no policy; the gate does in its place, as IAM would. @param behind the emulator's endpoint */
export async function openGate(behind: string, place: Place): Promise<Gate> {
  let grants: readonly Grant[] = [];
  const asked = new Map<string, AwsCall>();
  const refused: AwsCall[] = [];

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await buffer(incoming);
    const calls = callsOf({ method, path, headers, body }, place);
    for (const call of calls) asked.set(`${call.action} ${call.resource}`, call);
    const forbidden = calls.find((call) => !grants.some((grant) => covers(grant, call)));
    if (forbidden) {
      refused.push(forbidden);
      const message = `not authorized to perform ${forbidden.action} on ${forbidden.resource}`;
      outgoing.writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' });
      outgoing.end(JSON.stringify({ __type: 'AccessDeniedException', message }));
      return;
    }
    const onward = request(new URL(path, behind), { method, headers });
    onward.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    onward.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get grants() {
      return grants;
    },
    grant(changed) {
      grants = changed;
    },
    calls: () => [...asked.values()],
    refused: () => refused,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
