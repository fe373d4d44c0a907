import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { CACHE, installNode24, NODE_24, pythonTool } from './tools.ts';

const STARTS_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 3_000;

/** An AWS on loopback, in a process of its own: CloudFormation, Lambda on Node 24, EventBridge Scheduler and the rest. */
export interface MiniStack {
  readonly endpoint: string;
  /** What a program needs in its environment to talk to it and to nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it writes its log. */
  readonly log: string;
  close(): Promise<void>;
}

export async function startMiniStack(): Promise<MiniStack> {
  const program = await pythonTool('ministack');
  await installNode24();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  const log = join(CACHE, 'ministack.log');
  const output = openSync(log, 'w');
  const emulator = spawn(program, {
    // A group of its own: its Lambda workers end with it.
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...env,
      PATH: `${NODE_24}${delimiter}${process.env.PATH}`,
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
    },
  });
  const ended = new Promise<void>((resolve) => emulator.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    const group = emulator.pid;
    if (group === undefined) return;
    // It may not mind a TERM.
    signal(group, 'SIGTERM');
    await Promise.race([ended, pause(ENDS_WITHIN_MS)]);
    signal(group, 'SIGKILL');
    await ended;
  };
  try {
    await untilHealthy(endpoint, ended);
  } catch (error) {
    await close();
    throw new Error(`the emulator did not start; see ${log}`, { cause: error });
  }
  return { endpoint, env, log, close };
}

async function untilHealthy(endpoint: string, ended: Promise<void>): Promise<void> {
  let exited = false;
  ended.then(() => {
    exited = true;
  });
  const deadline = Date.now() + STARTS_WITHIN_MS;
  let reason: unknown = new Error('the process ended');
  while (Date.now() < deadline && !exited) {
    try {
      const { ok } = await fetch(`${endpoint}/_ministack/health`);
      if (ok) return;
    } catch (error) {
      reason = error;
    }
    await pause(200);
  }
  throw reason;
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
