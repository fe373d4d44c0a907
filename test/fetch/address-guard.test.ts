import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../lambdas/fetch/address-guard.ts';
import { ask, FEED } from './asking.ts';
import { httpServer } from './server.ts';

const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:2800:220:1::1',
  '2a00:1450:4001::8e',
];

const CLOSED = {
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  'carrier NAT': ['100.64.0.1', '100.127.255.255'],
  'link-local and metadata': ['169.254.0.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'unique local and metadata': ['fc00::1', 'fd00:ec2::254', 'fdff::1'],
  'site-local, of old': ['fec0::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  broadcast: ['255.255.255.255'],
  reserved: [
    '240.0.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '2001:db8::1',
    '3fff::1',
    '4000::1',
  ],
  'IPv4 in IPv6': ['::ffff:8.8.8.8', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '::ffff:0:127.0.0.1'],
  NAT64: ['64:ff9b::8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::7f00:1'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:808:808::1', '192.88.99.1', '2001::1'],
  discard: ['100::1'],
  'no address': ['', 'localhost', '1.2.3', '1.2.3.4.5', '::g'],
};

describe('isAllowed', () => {
  it.each(PUBLIC)('allows %s', (address) => {
    expect(isAllowed(address, false)).toBe(true);
  });

  describe.each(Object.entries(CLOSED))('%s', (_range, addresses) => {
    it.each(addresses)('refuses %j, also where loopback is allowed', (address) => {
      expect([isAllowed(address, false), isAllowed(address, true)]).toEqual([false, false]);
    });
  });

  it.each(['127.0.0.1', '127.255.255.254', '::1'])('allows %s only where loopback is', (address) => {
    expect([isAllowed(address, false), isAllowed(address, true)]).toEqual([false, true]);
  });

  it('meets an IPv4 address in one spelling, however an URL spells it', () => {
    const byte = fc.nat({ max: 255 });
    const spell = [(n: number) => String(n), (n: number) => `0x${n.toString(16)}`, (n: number) => `0${n.toString(8)}`];
    const spelling = fc.constantFrom(...spell);
    fc.assert(
      fc.property(
        fc.tuple(byte, byte, byte, byte),
        fc.tuple(spelling, spelling, spelling, spelling),
        fc.nat({ max: 3 }),
        (bytes, spellings, joined) => {
          // The last part may stand for several bytes: 127.1, 2130706433.
          const parts = [
            ...bytes.slice(0, 3 - joined),
            bytes.slice(3 - joined).reduce((sum, one) => sum * 256 + one, 0),
          ];
          const text = parts.map((part, at) => spellings[at]?.(part)).join('.');
          expect(new URL(`http://${text}/`).hostname).toBe(bytes.join('.'));
        },
      ),
    );
  });

  it('allows no IPv6 address outside of 2000::/3', () => {
    const outside = fc
      .tuple(
        fc.integer({ min: 0, max: 0xffff }),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 }),
      )
      .filter(([first]) => first < 0x2000 || first > 0x3fff)
      .map(([first, rest]) => [first, ...rest].map((part) => part.toString(16)).join(':'));
    fc.assert(fc.property(outside, (address) => !isAllowed(address, false)));
  });
});

describe('the guard', () => {
  it('lets loopback be asked only where it is allowed', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    expect(await ask(server.url, { allowLoopback: false })).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0300.0250.1.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::7f00:1]/',
  ])('refuses %s without asking', async (url) => {
    expect(await ask(url, { allowLoopback: false })).toMatchObject({
      kind: 'failed',
      cause: 'refused',
      reason: expect.stringContaining('may not be asked'),
    });
  });

  it('checks what the name of each hop resolves to', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(302, { location: 'http://inside.example/latest/meta-data/' }).end();
    });
    expect(await ask(server.url, { resolve: async () => ['169.254.169.254'] })).toMatchObject({
      cause: 'refused',
      reason: expect.stringMatching(/^inside\.example, to which .* has only addresses that may not be asked/),
    });
  });

  it('checks what a name resolves to', async () => {
    const resolve = async () => ['10.0.0.7', 'fe80::1%eth0'];
    expect(await ask('http://wire.example/', { resolve })).toEqual({
      kind: 'failed',
      cause: 'refused',
      reason: 'wire.example has only addresses that may not be asked: not on the public internet',
    });
  });

  it('asks the resolver of the system, and believes it as little', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const url = server.url.replace('127.0.0.1', 'localhost');
    expect(await ask(url)).toMatchObject({ kind: 'fetched' });
    expect(await ask(url, { allowLoopback: false })).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(server.requests).toHaveLength(1);
  });

  it('connects to the addresses that were checked, under the name that was asked for', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const { port } = new URL(server.url);
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ['192.168.1.1', '127.0.0.1'];
    };
    expect(await ask(`http://wire.example:${port}/`, { resolve })).toMatchObject({ kind: 'fetched' });
    expect(server.requests[0]?.headers.host).toBe(`wire.example:${port}`);
    expect(asked).toBe(1);
  });

  it.each(['ftp://example.org/feed', 'file:///etc/passwd', 'data:text/xml,x', 'nonsense'])(
    'refuses %s',
    async (url) => {
      expect(await ask(url)).toMatchObject({ kind: 'failed', cause: 'refused' });
    },
  );
});
