import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileArchive } from '../../lambdas/archive/file-archive.ts';
import { putItems } from '../../lambdas/archive/lines.ts';
import { OUTPUT } from '../../lambdas/shared/names.ts';
import { dataFolder } from '../../local/folder.ts';
import { SIGHTING } from '../archive/sightings.ts';
import { type CloudFormation, startCloudFormation } from '../cloudformation.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

/** What an Athena on loopback was asked, and what it answers, by the operation. */
const asked: [operation: string, input: unknown][] = [];
const ANSWERS: Readonly<Record<string, unknown>> = {
  StartQueryExecution: { QueryExecutionId: 'q1' },
  GetQueryExecution: {
    QueryExecution: { Status: { State: 'SUCCEEDED' }, Statistics: { DataScannedInBytes: 20_971_520 } },
  },
  GetQueryResults: {
    ResultSet: {
      ResultSetMetadata: {
        ColumnInfo: [
          { Name: 'feedId', Type: 'varchar' },
          { Name: 'names', Type: 'array' },
        ],
      },
      Rows: [
        ['feedId', 'names'],
        ['wire', '[A, B]'],
      ].map((row) => ({ Data: row.map((VarCharValue) => ({ VarCharValue })) })),
    },
  },
};

let [home, empty, athena, cloudFormation]: [TempFolder?, TempFolder?, Server?, CloudFormation?] = [];
let env: Record<string, string>;

beforeAll(async () => {
  [home, empty] = [await tempFolder(), await tempFolder()];
  await putItems(createFileArchive(dataFolder(home.path).archive), [SIGHTING, { ...SIGHTING, id: 'd4e5f6' }]);
  athena = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
    asked.push([operation, await json(request)]);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(ANSWERS[operation]));
  });
  athena.listen(0, '127.0.0.1');
  await once(athena, 'listening');
  cloudFormation = await startCloudFormation({
    Wires: { [OUTPUT.database]: 'wires', [OUTPUT.workGroup]: 'Wires' },
    Older: { [OUTPUT.itemsTable]: 'items' },
  });
  env = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
    AWS_ENDPOINT_URL_ATHENA: `http://127.0.0.1:${(athena.address() as AddressInfo).port}`,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    DATELINE_HOME: home.path,
  };
});
afterAll(async () => {
  athena?.closeAllConnections();
  athena?.close();
  await cloudFormation?.close();
  await home?.[Symbol.asyncDispose]();
  await empty?.[Symbol.asyncDispose]();
});

/** The command as a person calls it. */
async function sql(args: readonly string[], { input = '', ...others }: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', 'sql', ...args], {
    env: { PATH: process.env.PATH, ...env, ...others },
  });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

describe('dateline sql', { timeout: 60_000 }, () => {
  it('asks the archive of this machine', async () => {
    const { code, out, err } = await sql(['select id, feedId from items order by id', '--format', 'ndjson']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('{"id":"a1b2c3","feedid":"bbc-co-uk-3f9a12c4"}\n{"id":"d4e5f6","feedid":"bbc-co-uk-3f9a12c4"}\n');
  });

  it('takes the query from standard input', async () => {
    const input = 'select count(*) as n\nfrom items;\n';
    expect(await sql(['--format', 'json'], { input })).toMatchObject({ code: 0, out: '[\n  {"n":2}\n]\n' });
    expect(await sql([])).toMatchObject({ code: 1, err: expect.stringMatching(/^dateline: there is no query; try: /) });
  });

  it('shows the columns', async () => {
    const { out } = await sql(['--columns', '--format', 'csv']);
    expect(out).toMatch(/^column,type\nid,string\nfeedid,string\n/);
    expect(out).toMatch(/\ndt,string\n$/);
    expect((await sql(['DESCRIBE items;', '--format', 'csv', '--stack', 'Wires'])).out).toBe(out);
  });

  it('says in a line what is wrong', async () => {
    expect(await sql(['select titel from items'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^dateline: line 1:8: Referenced column "titel" not found .*\n$/),
    });
    expect(await sql(['select 1'], { DATELINE_HOME: empty?.path ?? '' })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^dateline: nothing is archived under .* yet; `npm start` begins to poll\n$/),
    });
  });

  it('asks a stack by its workgroup, and says what was read and what it cost', async () => {
    const { code, out, err } = await sql(['select feedId, names from items;', '--format', 'csv', '--stack', 'Wires']);
    expect(code, err).toBe(0);
    expect(out).toBe('feedid,names\nwire,"[A, B]"\n');
    expect(err).toBe(
      'Stack Wires in account 123456789012, eu-west-1\n' +
        "Lists and structures are Athena's own text in names; `cast(… as json)` brings them whole\n" +
        '20,971,520 bytes read, $0.00010 on paper\n',
    );
    expect(asked.map(([operation]) => operation)).toEqual(Object.keys(ANSWERS));
    expect(asked[0]?.[1]).toMatchObject({
      QueryString: 'select feedId, names from items',
      WorkGroup: 'Wires',
      QueryExecutionContext: { Database: 'wires' },
    });
  });

  it('says where a stack has no such table yet', async () => {
    expect(await sql(['select 1', '--stack', 'Older'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/the stack Older has no output AthenaDatabaseName: .*`npx cdk deploy`/),
    });
  });
});
