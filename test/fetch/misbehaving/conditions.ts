import type { Answer } from '../server.ts';
import { FEED, failed, fetched, type Misbehaviours, send, status } from './misbehaviour.ts';

const KNOWN = { etag: 'W/"caf\u00e9", odd', lastModified: 'yesterday' };
/** 304 to whoever sends both validators back as they were, 500 to others. */
const ifKnown =
  (headers: Readonly<Record<string, string>> = {}): Answer =>
  (request, response) => {
    const { 'if-none-match': etag, 'if-modified-since': lastModified } = request.headers;
    status(etag === KNOWN.etag && lastModified === KNOWN.lastModified ? 304 : 500, headers)(request, response);
  };
const ELSEWHERE = { ...KNOWN, validatorsFrom: 'http://127.0.0.1:1/other' };

export const conditions: Misbehaviours = {
  'has-an-odd-validator': { behave: ifKnown(), request: KNOWN, outcome: { kind: 'not-modified' } },
  'changes-the-validator-with-304': {
    behave: ifKnown({ etag: '"2"', expires: 'Tue, 24 Nov 2026 09:10:00 GMT' }),
    request: KNOWN,
    outcome: { kind: 'not-modified', etag: '"2"', freshFor: 600 },
  },
  'does-not-know-304': { behave: send(FEED, { etag: '"1"' }), request: KNOWN, outcome: fetched(FEED, { etag: '"1"' }) },
  'answers-304-unasked': {
    behave: status(304),
    outcome: failed('http', /answered 304 Not Modified$/, { status: 304 }),
  },
  'answers-304-to-validators-of-another-address': {
    behave: status(304),
    request: ELSEWHERE,
    outcome: failed('http', /answered 304 Not Modified$/),
  },
  'has-validators-that-cannot-be-sent': {
    behave: send(FEED, { etag: `"${'x'.repeat(1_100)}"`, 'last-modified': '' }),
    outcome: fetched(),
    absent: ['etag', 'lastModified'],
  },
  'is-fresh-for-a-while': {
    behave: send(FEED, { 'cache-control': 'public, max-age=300', age: '60' }),
    outcome: fetched(FEED, { freshFor: 240 }),
  },
  'is-fresh-until-a-date-of-its-own-clock': {
    behave: send(FEED, { date: 'Mon, 01 Jan 2001 00:00:00 GMT', expires: 'Mon, 01 Jan 2001 00:05:00 GMT' }),
    outcome: fetched(FEED, { freshFor: 300 }),
  },
  'must-not-be-stored': {
    behave: send(FEED, { 'cache-control': 'no-store, max-age=300', expires: 'Tue, 24 Nov 2026 09:10:00 GMT' }),
    outcome: fetched(),
    absent: ['freshFor'],
  },
};
