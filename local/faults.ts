import { InputError, reasonOf } from '../lambdas/shared/errors.ts';

/** What the system calls a fault, and what a person can do about it. */
const WAYS_OUT: Readonly<Record<string, (detail: SystemError) => string>> = {
  EADDRINUSE: ({ port }) =>
    `port ${port} is taken; stop what listens there, or choose another with --port or --sample-port`,
  ENOSPC: ({ path }) => `the disk is full${at(path)}; make room and start again, nothing that was stored is lost`,
  EDQUOT: ({ path }) => `the disk quota is used up${at(path)}; make room and start again`,
  EACCES: ({ path, port }) =>
    port === undefined
      ? `no permission${at(path)}; choose another folder with DATELINE_HOME`
      : `no permission for port ${port}; choose one above 1023 with --port or --sample-port`,
  EROFS: ({ path }) => `the disk is read-only${at(path)}; choose another folder with DATELINE_HOME`,
  // LevelDB's word for whatever the system says; its message holds that and the path.
  LEVEL_IO_ERROR: ({ message }) =>
    /no space left/i.test(message)
      ? 'the disk is full; make room and start again, nothing that was stored is lost'
      : `the database cannot use its disk (${message}); make sure that it works and start again`,
  ENOENT: ({ path = 'such file' }) => `there is no ${path}`,
  EISDIR: ({ path = 'that' }) => `${path} is a folder, not a file`,
};

interface SystemError extends Error {
  readonly code: string;
  readonly port?: number;
  readonly path?: string;
}

const at = (path: string | undefined): string => (path === undefined ? '' : ` at ${path}`);

/** One line for a person: what is wrong and the way out. `undefined` where the fault is ours, and wants its stack. */
export function plainReason(error: unknown): string | undefined {
  if (error instanceof InputError) return error.message;
  const cause = systemErrorIn(error);
  return cause && WAYS_OUT[cause.code]?.(cause);
}

function systemErrorIn(error: unknown): SystemError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code in WAYS_OUT) return cause as SystemError;
  }
  return undefined;
}

/** As much as can be said of any fault. */
export function describe(error: unknown): string {
  // Its own stack says nothing of the faults that it gathers.
  if (error instanceof AggregateError) return [...new Set(error.errors.map(describe))].join('\n');
  return plainReason(error) ?? (error instanceof Error && error.stack ? error.stack : reasonOf(error));
}
