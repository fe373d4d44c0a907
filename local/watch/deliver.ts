import type { Alert } from '../../lambdas/publish/alert.ts';
import { headlineOf, messageOf } from '../../lambdas/publish/message.ts';
import type { Watch } from '../../lambdas/publish/watches.ts';
import { isCountry } from '../../lambdas/shared/countries.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { narrowest, regionName, topicSlug } from '../../lambdas/tag/vocabulary.ts';

/** A receiver on this machine that takes longer has trouble of its own. */
const PATIENCE_MS = 10_000;

/**
 * Sends an alert as the local run does.
 *
 * @throws InputError where the receiver did not take it
 */
export async function deliver(
  { id, protocol, endpoint }: Watch,
  alert: Alert,
  say: (line: string) => void,
): Promise<void> {
  if (protocol === 'terminal') say(lineOf(id, alert));
  else await post(endpoint, messageOf(alert).json);
}

async function post(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  // A redirect would lead away from this machine.
  const request = {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  } as const;
  const response = await fetch(url, request).catch((cause) => {
    throw new InputError(`${url} does not answer`, { cause });
  });
  await response.body?.cancel();
  if (!response.ok) throw new InputError(`${url} answered ${response.status}`);
}

const lineOf = (id: string, alert: Alert): string =>
  [`» ${id}`, headlineOf(alert), tagsOf(alert), alert.link].filter(Boolean).join('  ');

/** Countries and the narrowest topics. */
function tagsOf({ about, datelines, topics }: Alert): string {
  const countries = [...about, ...datelines].filter(isCountry).map((code) => regionName(code) ?? code);
  const subjects = narrowest(topics).map((code) => topicSlug(code) ?? code);
  const tags = [...countries, ...subjects].join(', ');
  return tags === '' ? '' : `(${tags})`;
}
