import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { report } from '../lambdas/shared/report.ts';

/** Where the deployed callback has a Function URL, the local run listens on loopback; a tunnel makes it public. */
export interface HubListener {
  readonly port: number;
  close(): Promise<void>;
}

/** As a Function URL. */
const MAX_BODY = 6 * 1024 * 1024;

type Callback = (event: LambdaFunctionURLEvent) => Promise<LambdaFunctionURLResult>;

/** @param port 0 for any free one */
export async function listenForHubs(callback: Callback, port: number): Promise<HubListener> {
  const server = createServer(async (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) {
      response.writeHead(413).end();
      return;
    }
    try {
      const answer = await callback(await functionUrlEvent(request));
      const { statusCode = 200, headers, body } = typeof answer === 'string' ? { body: answer } : answer;
      response.writeHead(statusCode, headers as Record<string, string>).end(body);
    } catch (error) {
      report({ step: 'fault', in: 'websub', body: request.url ?? '', error });
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

/** As far as our handler reads it. */
async function functionUrlEvent(request: IncomingMessage): Promise<LambdaFunctionURLEvent> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await buffer(request);
  return {
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: request.headers,
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method: request.method } },
  } as unknown as LambdaFunctionURLEvent;
}
