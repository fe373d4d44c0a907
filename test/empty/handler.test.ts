import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Trial/1';
const s3 = mockClient(S3Client);
const cloudFormation = mockClient(CloudFormationClient);

/** What CloudFormation was told, and the type that it was told to be of. */
let told: { body: unknown; contentType: string | undefined }[] = [];
let server: Server;
let handler: (event: CloudFormationCustomResourceEvent) => Promise<void>;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    told.push({ body: JSON.parse(await text(request)), contentType: request.headers['content-type'] });
    response.writeHead(request.url === '/refuses' ? 403 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('ARCHIVE_URL', 's3://archive-of-trial');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  ({ handler } = await import('../../lambdas/empty/handler.ts'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
beforeEach(() => {
  told = [];
  s3.reset();
  cloudFormation.reset();
});

function event(RequestType: 'Create' | 'Update' | 'Delete', path = ''): CloudFormationCustomResourceEvent {
  const { port } = server.address() as AddressInfo;
  return {
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/${path}`,
    StackId: STACK,
    RequestId: 'request',
    LogicalResourceId: 'Emptying',
    PhysicalResourceId: 'archive-of-trial',
    ResourceType: 'AWS::CloudFormation::CustomResource',
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:x',
    ResourceProperties: { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:x' },
  } as CloudFormationCustomResourceEvent;
}

const stackIs = (StackStatus: string) =>
  cloudFormation.on(DescribeStacksCommand, { StackName: STACK }).resolves({
    Stacks: [{ StackName: 'Trial', CreationTime: new Date(0), StackStatus: StackStatus as 'DELETE_IN_PROGRESS' }],
  });

const answer = {
  PhysicalResourceId: 'archive-of-trial',
  StackId: STACK,
  RequestId: 'request',
  LogicalResourceId: 'Emptying',
};
const done = [{ body: { Status: 'SUCCESS', ...answer }, contentType: undefined }];

it.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])(
  'deletes all versions of all objects of a stack in %s, until none is left',
  async (status) => {
    stackIs(status);
    s3.on(ListObjectVersionsCommand, { Bucket: 'archive-of-trial' })
      .resolvesOnce({ Versions: [{ Key: 'a', VersionId: '1' }], DeleteMarkers: [{ Key: 'a', VersionId: '2' }] })
      .resolvesOnce({ Versions: [{ Key: 'late', VersionId: '3' }] })
      .resolves({});
    s3.on(DeleteObjectsCommand).resolves({});
    await handler(event('Delete'));
    expect(told).toEqual(done);
    expect(s3.commandCalls(DeleteObjectsCommand).map(({ args: [{ input }] }) => input)).toEqual(
      [
        [
          { Key: 'a', VersionId: '1' },
          { Key: 'a', VersionId: '2' },
        ],
        [{ Key: 'late', VersionId: '3' }],
      ].map((Objects) => ({ Bucket: 'archive-of-trial', Delete: { Objects, Quiet: true } })),
    );
  },
);

it.each([
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
])('deletes nothing of a stack in %s, which lives on', async (status) => {
  stackIs(status);
  await handler(event('Delete'));
  expect(told).toEqual(done);
  expect(s3.calls()).toEqual([]);
});

it.each(['Create', 'Update'] as const)('has nothing to do on %s', async (type) => {
  await handler(event(type));
  expect(told).toEqual(done);
  expect(s3.calls()).toEqual([]);
});

it('says why it has failed, and lets the bucket stand', async () => {
  stackIs('DELETE_IN_PROGRESS');
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [{ Key: 'a', VersionId: '1' }] });
  s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'a', Code: 'AccessDenied', Message: 'Access Denied' }] });
  await handler(event('Delete'));
  expect(told.map(({ body }) => body)).toEqual([
    { Status: 'FAILED', Reason: 'empty: S3 did not delete a: Access Denied', ...answer },
  ]);
});

it('is done where somebody has deleted the bucket already', async () => {
  stackIs('DELETE_IN_PROGRESS');
  const name = 'NoSuchBucket';
  s3.on(ListObjectVersionsCommand).rejects(Object.assign(new Error('The specified bucket does not exist'), { name }));
  await handler(event('Delete'));
  expect(told).toEqual(done);
});

it('fails where the bucket cannot be listed', async () => {
  stackIs('DELETE_IN_PROGRESS');
  s3.on(ListObjectVersionsCommand).rejects(new Error('Access Denied'));
  await handler(event('Delete'));
  expect(told.map(({ body }) => body)).toEqual([{ Status: 'FAILED', Reason: 'Access Denied', ...answer }]);
});

it('fails where the stack is not known, for it may live', async () => {
  cloudFormation.on(DescribeStacksCommand).rejects(new Error('Rate exceeded'));
  await handler(event('Delete'));
  expect(told.map(({ body }) => body)).toEqual([{ Status: 'FAILED', Reason: 'Rate exceeded', ...answer }]);
  expect(s3.calls()).toEqual([]);
});

it('throws where the answer is refused, so that Lambda calls it again', async () => {
  await expect(handler(event('Create', 'refuses'))).rejects.toThrow(
    'CloudFormation refused the answer with status 403',
  );
});
