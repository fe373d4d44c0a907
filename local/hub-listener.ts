import { createServer, type IncomingMessage } from 'node:http';
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
    try {
      const pushed = await bodyOf(request);
      if (!pushed) {
        response.writeHead(413, { connection: 'close' }).end(() => request.destroy());
        return;
      }
      const answer = await callback(functionUrlEvent(request, pushed));
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

/** @returns `undefined` for one that is too large, whatever length it says it has */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  // Without the iterator's return, which would cut the connection before the answer.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += piece.length;
    if (size > MAX_BODY) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** As far as our handler reads it. */
function functionUrlEvent(request: IncomingMessage, body: Buffer): LambdaFunctionURLEvent {
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: request.headers,
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method: request.method } },
  } as unknown as LambdaFunctionURLEvent;
}
