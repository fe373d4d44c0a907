import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { arrivalRow, tagRows } from '../../lambdas/index/rows.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { ENV } from '../../lambdas/shared/names.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { about, ITEM, topic } from '../index/samples.ts';
import { idOf, second } from './rows.ts';

const NUCLEAR = 'medtop:20000635';
const FEED = newFeed({ url: 'https://wire.example/rss', title: 'Wire', sample: false }, 'opml', second(0));
const GAP = { feedId: FEED.feedId, title: 'Wire', from: second(0), to: second(60) };

let dynamo: Dynamo;
let handler: typeof import('../../lambdas/query/handler.ts')['handler'];

beforeAll(async () => {
  dynamo = await startDynamo();
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    [ENV.feedsTable]: dynamo.tables.feeds,
    [ENV.itemsTable]: dynamo.tables.items,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  handler = (await import('../../lambdas/query/handler.ts')).handler;

  await createFeedStore(dynamo.client, dynamo.tables.feeds).create(FEED);
  const index = createItemIndex(dynamo.client, dynamo.tables.items);
  for (const [number, codes] of [['KP', 'KR'], ['KP'], ['KR']].entries()) {
    const item = {
      ...ITEM,
      ...{ id: idOf(number), title: `=Story ${number}`, publishedAt: second(number), feeds: [FEED.feedId] },
      ...{ regions: codes.map(about), topics: [topic(NUCLEAR)], simhash: `${number}`.repeat(16) },
    };
    await index.putItem(item, undefined);
    const logged = arrivalRow(item, { kind: 'new', at: item.publishedAt });
    await index.writeRows({ put: [...tagRows(item), logged], remove: [] });
  }
  await index.writeRows({ put: [{ ...GAP, pk: 'GAP#2026-11', sk: `${GAP.to}#${GAP.feedId}` }], remove: [] });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await dynamo.close();
});

function get(query: string, { method = 'GET', path = '/' } = {}) {
  const event = { rawPath: path, rawQueryString: query, requestContext: { http: { method } } };
  return handler(event as LambdaFunctionURLEvent);
}

const titles = async (query: string): Promise<string[]> => {
  const { statusCode, body = '' } = await get(query);
  expect(statusCode, body).toBe(200);
  return JSON.parse(body).items.map(({ title }: { title: string }) => title);
};
const refusal = async (query: string): Promise<string> => {
  const { statusCode, body = '' } = await get(query);
  expect(statusCode).toBe(400);
  return JSON.parse(body).error;
};

describe('a question over HTTP', () => {
  it('is answered by names, codes and slugs, with the gaps of its time', async () => {
    const { statusCode, headers, body = '' } = await get('region=North%20Korea&topic=nuclear-policy&since=2026-11-24');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'dateline-open-gaps': '1' });
    expect(JSON.parse(body)).toMatchObject({
      items: [{ title: '=Story 1', topics: [NUCLEAR], copies: [] }, { title: '=Story 0' }],
      gaps: [{ title: 'Wire', state: 'open' }],
    });
  });

  it('takes a comma for OR and a parameter given twice for AND', async () => {
    expect(await titles('region=KP,KR')).toHaveLength(3);
    expect(await titles('region=KP&region=KR')).toEqual(['=Story 0']);
  });

  it('takes a feed by its title, its address and its id', async () => {
    for (const name of ['Wire', FEED.url, FEED.feedId]) {
      expect(await titles(`feed=${encodeURIComponent(name)}`)).toHaveLength(3);
    }
  });

  it('goes on where a page ended', async () => {
    const first = JSON.parse((await get('topic=nuclear-policy&limit=2')).body ?? '');
    expect(await titles(`topic=nuclear-policy&limit=2&cursor=${first.cursor}`)).toEqual(['=Story 0']);
  });

  it('is answered in lines, and as a table that no spreadsheet runs', async () => {
    const lines = await get('region=KP&limit=1&format=ndjson');
    expect(lines.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'dateline-cursor': expect.stringMatching(/./),
    });
    expect(JSON.parse(lines.body ?? '')).toMatchObject({ title: '=Story 1' });
    const csv = await get('region=KP&format=csv');
    expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    expect(csv.body).toMatch(/^id,publishedAt,title,.*\n.*,'=Story 1,/);
  });

  it('that cannot be asked is refused with the reason, in the words of an address', async () => {
    expect(await refusal('region=North+Koera')).toMatch(
      /no region is called "North Koera"; did you mean .*north-korea/,
    );
    expect(await refusal('feed=Nobody')).toMatch(/no feed is called "Nobody"/);
    expect(await refusal('topic=nuclear-policy&cursor=nonsense')).toMatch(/^cursor: not a cursor/);
    expect(await refusal('role=any')).toMatch(/^role any says .* name one with region$/);
    expect(await refusal('region=KP&since=today&until=yesterday')).toMatch(/since must be before until$/);
    expect(await refusal('country=KP')).toMatch(/country/);
  });

  it('is asked by GET at the root alone', async () => {
    expect(await get('', { method: 'POST' })).toMatchObject({ statusCode: 405, headers: { allow: 'GET' } });
    expect(await get('', { path: '/favicon.ico' })).toMatchObject({ statusCode: 404 });
  });
});
