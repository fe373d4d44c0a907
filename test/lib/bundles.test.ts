import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../lambdas/archive/open-archive.ts';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { notificationOf } from '../../lambdas/shared/messages.ts';
import { ENV } from '../../lambdas/shared/names.ts';
import { startDynamo } from '../emulators.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { type BundledFunction, bundleFunctions } from './bundled.ts';

const run = promisify(execFile);
const MOST_BYTES = 400_000;

let temp: TempFolder;
let functions: BundledFunction[];
let elsewhere: string;
beforeAll(async () => {
  temp = await tempFolder();
  elsewhere = join(temp.path, 'elsewhere');
  await mkdir(elsewhere);
  functions = bundleFunctions(join(temp.path, 'out'));
}, 120_000);
afterAll(() => temp?.[Symbol.asyncDispose]());

function bundled(part: string): BundledFunction {
  const [found, ...others] = functions.filter(({ id }) => id.includes(part));
  if (!found || others.length > 0) throw new Error(`not one function is called ${part}`);
  return found;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a script beside the function's code, but in another folder, as emulators do. @param script has the code's exports as `code` */
async function runWith({ folder, environment }: BundledFunction, script: string, env: Environment = {}): Promise<void> {
  await run(
    process.execPath,
    ['--input-type=commonjs', '-e', `const code = require(process.argv[1]); ${script}`, folder],
    {
      cwd: elsewhere,
      env: {
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'none',
        AWS_SECRET_ACCESS_KEY: 'none',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        LAMBDA_TASK_ROOT: folder,
        ...environment,
        ...env,
      },
    },
  );
}

async function invoke(part: string, event: unknown, env?: Environment): Promise<unknown> {
  const script = `code.handler(${JSON.stringify(event)}).then((answer) => {
    require('node:fs').writeFileSync('answer.json', JSON.stringify(answer));
    process.exit();
  });`;
  await runWith(bundled(part), script, env);
  return JSON.parse(await readFile(join(elsewhere, 'answer.json'), 'utf8'));
}

describe('the code of a function', () => {
  it('is small', async () => {
    const sizes = await Promise.all(
      functions.map(async ({ id, folder }) => ({
        id,
        size: gzipSync(await readFile(join(folder, 'index.js'))).length,
      })),
    );
    expect(sizes.length).toBeGreaterThan(4);
    expect(sizes.filter(({ size }) => size > MOST_BYTES)).toEqual([]);
  });

  it('is all that it needs to start', async () => {
    for (const each of functions) {
      await runWith(each, "process.exit(typeof code.handler === 'function' ? 0 : 1)");
    }
  });

  it('has its data beside it', async () => {
    const files = await readdir(bundled('Ingest').folder);
    for (const name of ['lexicon', 'languages']) {
      expect(files).toContainEqual(expect.stringMatching(new RegExp(`^${name}-\\w+\\.json$`)));
    }
  });
});

describe('an error of a function', () => {
  it('names the source where it was thrown', async () => {
    const script =
      'code.handler({}).catch(({ stack }) => process.exit(/\\n {4}at \\S*lambdas\\/query\\/handler\\.ts:\\d+:\\d+\\n/.test(stack) ? 0 : 1))';
    await runWith(bundled('Query'), script);
  });
});

describe('the data is found from another folder', () => {
  it('by query, which knows what regions are called', async () => {
    const event = { rawPath: '/', rawQueryString: 'region=Koria', requestContext: { http: { method: 'GET' } } };
    expect(await invoke('Query', event)).toMatchObject({
      statusCode: 400,
      body: expect.stringContaining('south-korea'),
    });
  });

  it('by ingest, which tags a story', async () => {
    const dynamo = await startDynamo();
    try {
      const at = '2026-11-24T08:00:00.000Z';
      const feed = newFeed({ url: 'https://wire.example/rss', title: 'Wire', sample: false }, 'opml', at);
      await createFeedStore(dynamo.client, dynamo.tables.feeds).create(feed);
      const body = Buffer.from(
        `<rss version="2.0"><channel><title>Wire</title><item><title>North Korea fires a missile</title>
        <link>https://wire.example/1</link></item></channel></rss>`,
      );
      const archiveUrl = pathToFileURL(join(temp.path, 'archive')).href;
      const key = await putResponse(openArchive(archiveUrl), { feedId: feed.feedId, at, url: feed.url, body });
      const event = { Records: [{ messageId: '1', body: JSON.stringify(notificationOf(key)) }] };
      const answer = await invoke('Ingest', event, {
        AWS_ENDPOINT_URL: dynamo.endpoint,
        [ENV.feedsTable]: dynamo.tables.feeds,
        [ENV.itemsTable]: dynamo.tables.items,
        [ENV.archiveUrl]: archiveUrl,
        [ENV.alertsTopic]: undefined,
      });
      expect(answer).toEqual({ batchItemFailures: [] });
      const korea = { pk: 'REGION#KP', atLeast: '0', atMost: '9', limit: 9 };
      expect(await createItemIndex(dynamo.client, dynamo.tables.items).readPartition(korea)).toMatchObject([
        { title: 'North Korea fires a missile' },
      ]);
    } finally {
      await dynamo.close();
    }
  });
});
