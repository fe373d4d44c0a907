import type { Answer } from '../server.ts';
import { FEED, failed, fetched, type Misbehaviours, send, status } from './misbehaviour.ts';

/** As UTF-8, which headers are sent in by those who put bare letters into them. */
const to = (location: string, code = 302): Answer =>
  status(code, { location: Buffer.from(location).toString('latin1') });
/** Redirects by one code after the other, then answers. */
const chain =
  (...codes: number[]): Answer =>
  (request, response) => {
    const step = Number(/\d*$/.exec(request.url ?? '')?.[0]);
    const code = codes[step];
    const behave = code === undefined ? send(FEED) : to(`${request.url?.replace(/\/\d*$/, '')}/${step + 1}`, code);
    return behave(request, response);
  };
const CLOSED = failed('refused', /^\S+, to which \S+ redirects, is an address that may not be asked/);

export const redirects: Misbehaviours = {
  ...Object.fromEntries(
    Object.entries({
      metadata: '169.254.169.254',
      'metadata-in-decimal': '2852039166',
      'metadata-in-octal': '0251.0376.0251.0376',
      'metadata-in-hex': '0xa9fea9fe',
      'metadata-mixed': '169.0xfe.43518',
      'metadata-in-full-width-digits': '１６９.２５４.１６９.２５４',
      'metadata-mapped-to-IPv6': '[::ffff:169.254.169.254]',
      'metadata-compatible-with-IPv6': '[::169.254.169.254]',
      'metadata-by-NAT64': '[64:ff9b::a9fe:a9fe]',
      'metadata-by-6to4': '[2002:a9fe:a9fe::]',
      'metadata-in-IPv6': '[fd00:ec2::254]',
      'a-link-local-address': '[fe80::1]',
      'a-private-address': '10.0.0.1',
      'carrier-grade-NAT': '100.64.0.1',
      nobody: '0.0.0.0',
      everybody: '[ff02::1]',
    }).map(([name, host]) => [
      `redirects-to-${name}`,
      { behave: to(`http://${host}/latest/meta-data/`), outcome: CLOSED },
    ]),
  ),
  'redirects-to-a-zone': { behave: to('http://[fe80::1%25eth0]/'), outcome: failed('refused', /no valid address$/) },
  'redirects-to-a-file': { behave: to('file:///etc/passwd'), outcome: failed('refused', /an address of file:/) },
  'redirects-to-ftp': { behave: to('ftp://127.0.0.1/feed'), outcome: failed('refused', /an address of ftp:/) },
  'redirects-to-nothing-valid': { behave: to('http://['), outcome: failed('refused', /no valid address$/) },
  'redirects-without-saying-where': { behave: status(302), outcome: failed('http', /without saying where$/) },
  'redirects-to-itself': { behave: to('#again'), outcome: failed('http', /redirects in a circle$/) },
  'redirects-in-a-circle': {
    behave: (request, response) =>
      to(request.url?.endsWith('/b') ? '/redirects-in-a-circle' : `${request.url}/b`)(request, response),
    outcome: failed('http', /redirects in a circle$/),
  },
  'redirects-five-times': { behave: chain(302, 303, 307, 302, 302), outcome: fetched() },
  'redirects-six-times': {
    behave: chain(302, 302, 302, 302, 302, 302),
    outcome: failed('limit', /redirects more than 5 times$/),
  },
  'redirects-with-an-endless-body': {
    behave: (request, response) =>
      request.url?.endsWith('/feed')
        ? response.end(FEED)
        : response.writeHead(302, { location: `${request.url}/feed` }).write('x'),
    outcome: fetched(),
  },
};
