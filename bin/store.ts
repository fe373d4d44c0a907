import { InputError } from '../lambdas/shared/errors.ts';
import { type Store as LocalStore, openStore } from '../local/store.ts';
import type { Stack } from '../remote/stack.ts';
import type { StackStore } from '../remote/store.ts';

/** What a command works on: the data of the run on this machine, or those of a deployed stack. */
export type Store = LocalStore | StackStore;

/** Opens the data for as long as they are used. @param stack name of the deployed stack; this machine's where there is none */
export async function withStore<T>(stack: string | undefined, use: (store: Store) => Promise<T>): Promise<T> {
  if (stack === undefined) return closing(await openStore(), use);
  return sayingWhatAwsRefuses(async () => {
    const { openStackStore } = await import('../remote/store.ts');
    const store = await openStackStore(stack);
    announce(store.stack);
    return closing(store, use);
  });
}

/** Finds a deployed stack, for what needs no more of it than its outputs. */
export async function withStack<T>(name: string, use: (stack: Stack) => Promise<T>): Promise<T> {
  return sayingWhatAwsRefuses(async () => {
    const { findStack } = await import('../remote/stack.ts');
    const stack = await findStack(name);
    announce(stack);
    return use(stack);
  });
}

/** Not on standard output, which may be piped on. */
function announce({ name, account, region }: Stack): void {
  process.stderr.write(`Stack ${name} in account ${account}, ${region}\n`);
}

async function closing<S extends Store, T>(store: S, use: (store: S) => Promise<T>): Promise<T> {
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function sayingWhatAwsRefuses<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { awsReason } = await import('../remote/faults.ts');
    const reason = awsReason(error);
    throw reason === undefined ? error : new InputError(reason, { cause: error });
  }
}
