import { describe, expect, it } from 'vitest';
import { readParameters } from '../../lambdas/query/parameters.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const read = (query: string) => readParameters(new URLSearchParams(query), NOW);

describe('parameters', () => {
  it('are the options of the command line', () => {
    const query =
      'region=KP,KR&region=US&topic=nuclear-policy&feed=Wire%20X&role=any&publisher-country=Japan&since=2d&until=today&limit=5&cursor=c&format=csv';
    expect(read(query)).toEqual({
      format: 'csv',
      asked: {
        region: ['KP,KR', 'US'],
        topic: ['nuclear-policy'],
        feed: ['Wire X'],
        role: 'any',
        publisherCountry: ['JP'],
        since: { text: '2d', time: '2026-11-22T08:00:00.000Z' },
        until: { text: 'today', time: '2026-11-24T00:00:00.000Z' },
        limit: 5,
        cursor: 'c',
      },
    });
  });

  it('are what the command line takes where they are left out', () => {
    expect(read('')).toMatchObject({ format: 'json', asked: { region: [], topic: [], feed: [], limit: 20 } });
  });

  it.each([
    ['regoin=KP', /regoin/],
    ['limit=0', /limit/],
    ['limit=1001', /limit/],
    ['limit=ten', /limit/],
    ['format=table', /format: .*json/],
    ['role=mentioned', /role: .*about/],
    ['since=soon', /since "soon": say 2026-11-24/],
    ['since=2d&since=3d', /since: may stand once/],
    ['publisher-country=Narnia', /no region is called "Narnia"/],
    ['publisher-country=030', /is an area/],
  ])('%s is refused', (query, reason) => {
    expect(() => read(query)).toThrow(InputError);
    expect(() => read(query)).toThrow(reason);
  });

  it('that are wrong are named together', () => {
    expect(() => read('limit=0&role=x')).toThrow(/role.*; .*limit|limit.*; .*role/);
  });
});
