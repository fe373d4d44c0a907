import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A CloudFormation on loopback that knows some stacks, and answers nothing but DescribeStacks. */
export interface CloudFormation {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** @param stacks outputs by name */
export async function startCloudFormation(
  stacks: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<CloudFormation> {
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const name = form.get('StackName') ?? '';
    const outputs = form.get('Action') === 'DescribeStacks' ? stacks[name] : undefined;
    response.writeHead(outputs ? 200 : 400, { 'content-type': 'text/xml' });
    response.end(outputs ? description(name, outputs) : refusal(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const description = (name: string, outputs: Readonly<Record<string, string>>): string =>
  `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
    <StackName>${name}</StackName><StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/${name}/0a1b2c3d</StackId>
    <StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-24T08:00:00Z</CreationTime>
    <Outputs>${Object.entries(outputs).map(outputOf).join('')}</Outputs>
  </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const outputOf = ([key, value]: [string, string]): string =>
  `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;

const refusal = (name: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
    <Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`;
