import { Agent, request as send } from 'undici';
import type { Hub } from '../shared/domain.ts';
import { LEASE_SECONDS } from '../websub/subscription.ts';
import { guardedConnector, type Resolve } from './address-guard.ts';
import { failureOf } from './failure.ts';
import type { Pace } from './pace.ts';

export interface SubscribeOptions {
  readonly userAgent: string;
  readonly allowLoopback?: boolean;
  /** @default at once; many feeds have the same hub */
  readonly pace?: Pace;
  /** Milliseconds, from its turn on. @default 10000 */
  readonly deadline?: number;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
}

const DEADLINE = 10_000;

/**
 * Asks a WebSub hub to push what is new of a topic. It answers later, by asking the callback whether it was us. A hub
 * that redirects is not followed: the next poll reads from the feed where the hub is.
 *
 * @returns why it did not take the request, in one sentence; nothing where it did
 */
export async function subscribe(
  { url, topic }: Hub,
  { callback, secret }: { readonly callback: string; readonly secret: string },
  { userAgent, deadline = DEADLINE, pace = (_host, send) => send(), ...options }: SubscribeOptions,
): Promise<string | undefined> {
  const connect = guardedConnector({ allowLoopback: false, ...options, timeout: deadline });
  const dispatcher = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  const { host } = new URL(url);
  try {
    const form = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': callback,
      'hub.secret': secret,
      'hub.lease_seconds': String(LEASE_SECONDS),
    });
    const { statusCode, body } = await pace(host, () =>
      send(url, {
        dispatcher,
        method: 'POST',
        signal: AbortSignal.timeout(deadline),
        headers: { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      }),
    );
    // Why it says no may be told in the body, in any form: the status will do.
    body.on('error', () => {});
    body.destroy();
    return statusCode >= 200 && statusCode < 300 ? undefined : `the hub ${host} answered ${statusCode}`;
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return `the hub ${host} ${late ? `did not answer within ${deadline / 1000} s` : failureOf(error).message}`;
  } finally {
    await dispatcher.destroy();
  }
}
