import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';

// By its parts: the front door of undici loads fetch, WebSocket, caches and mocks as well, a fifth of a cold start.
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as errors } from 'undici/lib/core/errors.js';
export { default as Agent } from 'undici/lib/dispatcher/agent.js';

type Options = Omit<Dispatcher.RequestOptions, 'origin' | 'path' | 'method'> & {
  readonly dispatcher: Dispatcher;
  readonly method?: Dispatcher.HttpMethod;
};

/** Sends one request, and follows no redirect. */
export function send(url: URL, { dispatcher, method = 'GET', ...options }: Options): Promise<Dispatcher.ResponseData> {
  return request.call(dispatcher, { ...options, origin: url.origin, path: url.pathname + url.search, method });
}
