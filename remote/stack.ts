import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { InputError } from '../lambdas/shared/errors.ts';
import { OUTPUT } from '../lambdas/shared/names.ts';

/** A Dateline that is deployed, by its CloudFormation stack. */
export interface Stack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** For every client that works on the stack: its region, and the person's credentials, looked up once for all. */
  readonly aws: Required<Pick<CloudFormationClientConfig, 'region' | 'credentials'>>;
  /** By name, as deployed; `outputOf` reads one that must be there. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Asks CloudFormation for a stack, in the region and with the credentials that the AWS CLI would take.
 *
 * @param name its name, or its ARN
 * @throws InputError where there is no such stack
 */
export async function findStack(name: string): Promise<Stack> {
  const client = new CloudFormationClient({});
  const { region, credentials } = client.config;
  const found = await describe(client, name);
  if (!found) {
    throw new InputError(
      `no stack is called ${name} in ${await region()}; \`aws cloudformation list-stacks\` lists them, AWS_REGION and AWS_PROFILE say where to look`,
    );
  }
  const [, , , regionOfStack = await region(), account = ''] = found.StackId?.split(':') ?? [];
  const outputs = (found.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return {
    ...{ name: found.StackName ?? name, account, region: regionOfStack },
    aws: { region: regionOfStack, credentials },
    outputs: Object.fromEntries(outputs),
  };
}

async function describe(client: CloudFormationClient, name: string) {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return stack;
  } catch (error) {
    // CloudFormation has no name of its own for it.
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** @throws InputError where the stack does not say it: it is none of ours, or of an older version */
export function outputOf({ name, outputs }: Stack, output: keyof typeof OUTPUT): string {
  const value = outputs[OUTPUT[output]];
  if (value === undefined) {
    throw new InputError(
      `the stack ${name} has no output ${OUTPUT[output]}: it is no Dateline, or an older one, which \`npx cdk deploy\` brings up to date`,
    );
  }
  return value;
}
