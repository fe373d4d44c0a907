import { httpServer, type TestServer } from '../server.ts';
import { bodies } from './bodies.ts';
import { conditions } from './conditions.ts';
import type { Misbehaviours } from './misbehaviour.ts';
import { protocol } from './protocol.ts';
import { redirects } from './redirects.ts';
import { refusals } from './refusals.ts';

/** All that servers do, by kind and name. */
export const MISBEHAVIOURS: Readonly<Record<string, Misbehaviours>> = {
  'a body': bodies,
  'a connection': protocol,
  'a redirect': redirects,
  'a condition': conditions,
  'a refusal': refusals,
};

const ALL: Misbehaviours = Object.assign({}, ...Object.values(MISBEHAVIOURS));

/** Behaves as the first part of the path says. */
export const misbehavingServer = (): Promise<TestServer> =>
  httpServer((request, response) => {
    const name = decodeURIComponent(request.url?.split('/')[1] ?? '');
    return ALL[name]?.behave(request, response) ?? response;
  });
