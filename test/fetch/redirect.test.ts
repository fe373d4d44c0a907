import { describe, expect, it } from 'vitest';
import { addressOf, redirectTarget } from '../../lambdas/fetch/redirect.ts';

const FROM = new URL('https://wire.example/news/feed.xml?lang=en');
const follow = (location: string | undefined, from = FROM) => redirectTarget(from, location, new Set([from.href])).href;

describe('redirectTarget', () => {
  it.each([
    ['/feed', 'https://wire.example/feed'],
    ['feed.atom', 'https://wire.example/news/feed.atom'],
    ['//feeds.example/a#top', 'https://feeds.example/a'],
    ['https://user:word@feeds.example/a', 'https://feeds.example/a'],
    [Buffer.from('/año').toString('latin1'), 'https://wire.example/a%C3%B1o'],
  ])('follows %s', (location, target) => {
    expect(follow(location)).toBe(target);
  });

  it('goes from http to https, never back', () => {
    expect(follow('https://wire.example/', new URL('http://wire.example/'))).toBe('https://wire.example/');
    expect(() => follow('http://wire.example/')).toThrow('from https to http');
  });

  it('refuses a redirect to the address itself, to nowhere and out of the web', () => {
    expect(() => follow('#top')).toThrow('in a circle');
    expect(() => follow(undefined)).toThrow('without saying where');
    expect(() => follow('https://')).toThrow('no valid address');
    expect(() => follow('gopher://wire.example/')).toThrow('gopher:');
  });
});

describe('addressOf', () => {
  it.each([
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://0177.0.0.1/', 'http://127.0.0.1/'],
    ['http://2852039166/', 'http://169.254.169.254/'],
    ['http://①②⑦.0.0.1/', 'http://127.0.0.1/'],
    ['http://[::FFFF:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
  ])('brings %s into the one spelling that is checked', (text, address) => {
    expect(addressOf(text).href).toBe(address);
  });

  it('takes no zone', () => {
    expect(() => addressOf('http://[fe80::1%25eth0]/')).toThrow('no valid address');
  });
});
