import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  type FunctionConfiguration,
  InvokeCommand,
  LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { ENV } from '../../lambdas/shared/names.ts';
import type { Place } from './aws-call.ts';
import { type Gate, openGate } from './gate.ts';
import { grantedTo } from './granted.ts';
import type { MiniStack } from './ministack.ts';

const PLACE: Place = { account: '000000000000', region: 'us-east-1' };

/** The functions of a deployed stack, each behind a gate that holds it to its own policies. */
export interface GatedFunctions {
  /** By the function's name. */
  readonly gates: ReadonlyMap<string, Gate>;
  /** After each deploy: puts gates before the functions that are there, and learns their policies. */
  gate(): Promise<void>;
  /** Runs the function whose name has `part` in it, as its trigger would. */
  invoke(part: string): Promise<void>;
  close(): Promise<void>;
}

export function gatedFunctions({ endpoint }: MiniStack, stack: string): GatedFunctions {
  const credentials = { accessKeyId: PLACE.account, secretAccessKey: 'test' };
  const lambda = new LambdaClient({ endpoint, region: PLACE.region, credentials });
  const cloudFormation = new CloudFormationClient({ endpoint, region: PLACE.region, credentials });
  const gates = new Map<string, Gate>();
  return {
    gates,
    async gate() {
      const granted = await grantedTo(cloudFormation, stack, PLACE);
      for (const deployed of await functionsOf(lambda, stack)) {
        const name = deployed.FunctionName;
        const gate = gates.get(name) ?? (await openGate(endpoint, PLACE));
        gate.grant(granted.get(name) ?? []);
        gates.set(name, gate);
        await setEnvironment(lambda, deployed, {
          AWS_ENDPOINT_URL: gate.url,
          // The stack never lets a function ask loopback addresses, where the sample wire is; the test does.
          ...(name.includes('Fetch') && { [ENV.allowLoopback]: 'true', [ENV.hostInterval]: '0' }),
        });
      }
    },
    async invoke(part) {
      const [name, ...others] = [...gates.keys()].filter((known) => known.includes(part));
      if (name === undefined || others.length > 0) throw new Error(`not one function is called ${part}`);
      const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName: name }));
      if (FunctionError) throw new Error(`${name}: ${Payload?.transformToString()}`);
    },
    async close() {
      for (const gate of gates.values()) await gate.close();
      lambda.destroy();
      cloudFormation.destroy();
    },
  };
}

type Deployed = FunctionConfiguration & { readonly FunctionName: string };

async function functionsOf(client: LambdaClient, stack: string): Promise<Deployed[]> {
  const found: Deployed[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const { FunctionName, ...configuration } of Functions) {
      if (FunctionName?.startsWith(`${stack}-`)) found.push({ FunctionName, ...configuration });
    }
  }
  return found;
}

async function setEnvironment(
  client: LambdaClient,
  { FunctionName, Environment }: Deployed,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const Variables = { ...Environment?.Variables, ...variables };
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 30 }, { FunctionName });
}
