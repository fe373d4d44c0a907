import type { Answer } from '../server.ts';
import { FEED, failed, fetched, type Misbehaviours, send, status } from './misbehaviour.ts';

const page = (head: string): Answer =>
  send(`<!doctype html><html><head>${head}</head></html>`, { 'content-type': 'text/html' });

export const refusals: Misbehaviours = {
  'wants-a-password': {
    behave: status(401, { 'www-authenticate': 'Basic' }),
    outcome: failed('http', /answered 401 Unauthorized: .*https:\/\/name:password@/, { status: 401 }),
  },
  'wants-money': {
    behave: status(402),
    outcome: failed('http', /answered 402 Payment Required: .*paid/, { status: 402 }),
  },
  forbids: { behave: status(403), outcome: failed('http', /answered 403 Forbidden$/, { status: 403 }) },
  'forbids-for-a-time': {
    behave: status(403, { 'retry-after': '600' }),
    outcome: failed('http', /answered 403 Forbidden$/, { status: 403, retryAfter: 600 }),
  },
  'knows-nothing-of-it': { behave: status(404), outcome: failed('http', /answered 404 Not Found$/, { status: 404 }) },
  'is-gone': { behave: status(410), outcome: { kind: 'gone' } },
  'is-asked-too-often': {
    behave: status(429, { 'retry-after': '120' }),
    outcome: failed('http', /answered 429 Too Many Requests$/, { status: 429, retryAfter: 120 }),
  },
  'is-down-until-a-date': {
    behave: status(503, { 'retry-after': 'Tue, 24 Nov 2026 09:02:00 GMT' }),
    outcome: failed('http', /answered 503 Service Unavailable$/, { status: 503, retryAfter: 120 }),
  },
  'is-broken': { behave: status(500), outcome: failed('http', /answered 500 Internal Server Error$/) },
  'answers-a-part': { behave: status(206), outcome: failed('http', /answered 206 Partial Content$/) },
  'answers-nothing': { behave: status(204), outcome: failed('http', /answered 204 No Content$/) },
  'answers-a-status-nobody-knows': { behave: status(799), outcome: failed('http', /answered 799$/, { status: 799 }) },
  'answers-through-a-proxy': {
    behave: (_request, response) => response.writeHead(203).end(FEED),
    outcome: fetched(),
  },

  'checks-for-robots-under-200': {
    behave: page('<title>Just a moment...</title>'),
    outcome: failed('challenge', /answered a check for robots \(Cloudflare\) instead of the feed$/),
  },
  'checks-for-robots-under-403': {
    behave: status(403, { 'cf-mitigated': 'challenge' }),
    outcome: failed('challenge', /answered 403 Forbidden: a check for robots \(Cloudflare\)$/, { status: 403 }),
  },
  'checks-for-robots-under-202': {
    behave: status(202, { 'x-amzn-waf-action': 'challenge' }),
    outcome: failed('challenge', /answered 202 Accepted: a check for robots \(AWS WAF\)$/),
  },
  'asks-for-consent': {
    behave: page('<title>Before you continue to the Wire</title>'),
    outcome: failed('challenge', /answered a question for consent/),
  },
  'asks-to-log-in': { behave: page('<input type="password">'), outcome: failed('challenge', /answered a login page/) },
  'answers-a-page-that-names-its-feed': {
    behave: page('<title>Wire</title><link rel="alternate" type="application/rss+xml" href="/wire.rss">'),
    outcome: failed(
      'not-a-feed',
      /answered a web page, "Wire", and no feed; its feed is http:\/\/127\.0\.0\.1:\d+\/wire\.rss$/,
    ),
  },
  'answers-a-page': { behave: page(''), outcome: failed('not-a-feed', /answered a web page and no feed$/) },
  'calls-a-feed-a-page': { behave: send(FEED, { 'content-type': 'text/html' }), outcome: fetched() },
};
