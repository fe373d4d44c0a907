import { drip, FEED, failed, fetched, type Misbehaviours, raw } from './misbehaviour.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const soon = { deadline: 200 };
const LATE = failed('limit', /^127\.0\.0\.1:\d+ did not answer in full within 0\.2 s$/);

export const protocol: Misbehaviours = {
  'never-answers': { behave: () => {}, options: soon, outcome: LATE },
  'drips-headers': { behave: drip(OK, 'X-A: b\r\n'), options: soon, outcome: LATE },
  'drips-one-header': { behave: drip(`${OK}X-A: `, 'b'), options: soon, outcome: LATE },
  'drips-a-body': {
    behave: drip(`${OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'),
    options: soon,
    outcome: LATE,
  },
  'stops-within-a-body': {
    behave: ({ socket }) => socket.write(`${OK}Content-Length: 900\r\n\r\n${FEED}`),
    options: soon,
    outcome: LATE,
  },
  'promises-to-go-on-for-ever': { behave: drip('', 'HTTP/1.1 102 Processing\r\n\r\n'), options: soon, outcome: LATE },
  'redirects-just-in-time-for-ever': {
    behave: (request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 80);
    },
    options: soon,
    outcome: LATE,
  },

  'hangs-up': { behave: ({ socket }) => socket.end(), outcome: failed('network', /closed the connection before/) },
  'resets-the-connection': {
    behave: ({ socket }) => socket.resetAndDestroy(),
    outcome: failed('network', /closed the connection before/),
  },
  'speaks-something-else': { behave: raw('SSH-2.0-OpenSSH_9.6\r\n'), outcome: failed('network', /not answer in HTTP/) },
  'speaks-HTTP-0.9': { behave: raw(FEED), outcome: failed('network', /not answer in HTTP/) },
  'sends-headers-without-end': {
    behave: raw(`${OK}${'X-Filler: 0123456789\r\n'.repeat(5_000)}`),
    outcome: failed('network', /sent more headers than are read/),
  },
  'sends-two-lengths': {
    behave: raw(`${OK}Content-Length: 5\r\nContent-Length: 50\r\n\r\n${FEED}`),
    outcome: failed('network', /of another length than it had announced|not answer in HTTP/),
  },
  'sends-a-chunk-of-no-size': {
    behave: raw(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss>`),
    outcome: failed('network', /not answer in HTTP/),
  },
  'hints-early': {
    behave: raw(`HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${OK}Content-Length: ${FEED.length}\r\n\r\n${FEED}`),
    outcome: fetched(),
  },
};
