/**
 * Faults, as opposed to outcomes. A transient fault is worth repeating as it is; a permanent one will fail again until
 * somebody changes the input or the code, so it goes to the dead-letter queue with its key.
 */
export abstract class PipelineError extends Error {
  abstract readonly transient: boolean;
  readonly step: string;

  /** @param step the step that failed, e.g. `archive`; the message starts with it. */
  constructor(step: string, message: string, options?: ErrorOptions) {
    super(`${step}: ${message}`, options);
    this.step = step;
  }
}

export class TransientError extends PipelineError {
  // Written out: the bundle's minifier renames classes, and an operator looks for this name in the log.
  override readonly name = 'TransientError';
  readonly transient = true;
}

export class PermanentError extends PipelineError {
  override readonly name = 'PermanentError';
  readonly transient = false;
}

/** False where we know that a repetition fails again; a fault of another make may pass. */
export const isTransient = (error: unknown): boolean => !(error instanceof PipelineError) || error.transient;

/** What a person typed or configured is wrong; the message names the thing and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The message of anything thrown, with the causes that it names. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`;
}
