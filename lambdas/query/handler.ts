import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import * as z from 'zod';
import { createItemIndex } from '../index/dynamodb-item-index.ts';
import { readEnv } from '../shared/env.ts';
import { InputError } from '../shared/errors.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { ENV } from '../shared/names.ts';
import { answer } from './answer.ts';
import { WRITERS } from './formats.ts';
import { readParameters } from './parameters.ts';

const env = readEnv({ [ENV.feedsTable]: z.string().min(1), [ENV.itemsTable]: z.string().min(1) });
const dynamodb = new DynamoDBClient({});
const ports = {
  feeds: createFeedStore(dynamodb, env.FEEDS_TABLE),
  index: createItemIndex(dynamodb, env.ITEMS_TABLE),
};

const TYPES = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;

/** Limit of what a function may answer, less room for the envelope. */
const MOST_BYTES = 5_900_000;

/** `GET /?region=KP&topic=nuclear-policy&since=2d`: the question and the answer of `dateline query`, over HTTP. */
export async function handler({
  rawPath,
  rawQueryString,
  requestContext,
}: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  if (requestContext.http.method !== 'GET') return refusal(405, 'only GET is answered', { allow: 'GET' });
  if (rawPath !== '/') return refusal(404, `nothing is at ${rawPath}; ask at /`);
  const now = new Date();
  try {
    const { asked, format } = readParameters(new URLSearchParams(rawQueryString), now);
    const found = await answer(asked, ports, now.toISOString());
    const body = WRITERS[format](found);
    if (Buffer.byteLength(body) > MOST_BYTES)
      return refusal(400, 'the answer is larger than a function may give (6 MB); ask for less with limit or since');
    return {
      statusCode: 200,
      headers: {
        'content-type': TYPES[format],
        // JSON has both in its body, the other formats have no place for them.
        'dateline-open-gaps': String(found.gaps.filter(({ state }) => state !== 'closed').length),
        ...(found.cursor !== undefined && { 'dateline-cursor': found.cursor }),
      },
      body,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The command line's names of its options: in an address they have no dashes.
    return refusal(400, error.message.replace(/--(?=[a-z])/g, ''));
  }
}

const refusal = (statusCode: number, error: string, headers: Readonly<Record<string, string>> = {}) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error }),
});
