import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import * as z from 'zod';
import { openArchive } from '../archive/open-archive.ts';
import { readEnv } from '../shared/env.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { traceIdOf } from '../shared/trace.ts';
import { answerHub } from './answer.ts';

const env = readEnv({ [ENV.feedsTable]: z.string().min(1), [ENV.archiveUrl]: z.url() });
const ports = {
  feeds: createFeedStore(new DynamoDBClient({}), env.FEEDS_TABLE),
  archive: openArchive(env.ARCHIVE_URL),
  now: () => new Date(),
  newTrace: () => traceIdOf(randomBytes(16)),
};

/** The one public address, there only where somebody asked for it: hubs call it, and nobody else gets an answer. */
export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  const { rawPath, rawQueryString, headers, body = '', isBase64Encoded, requestContext } = event;
  const [feedId = '', token = ''] = rawPath.split('/').slice(-2);
  const answer = await answerHub(
    {
      feedId,
      token,
      method: requestContext.http.method,
      query: Object.fromEntries(new URLSearchParams(rawQueryString)),
      headers,
      body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    },
    ports,
  );
  const { status, body: said, outcome, trace } = answer;
  report({ step: 'websub', ...(trace !== undefined && { trace }), feedId, outcome });
  return { statusCode: status, headers: { 'content-type': 'text/plain' }, body: said };
}
