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
export const isTransient = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.every(isTransient)
    : !(error instanceof PipelineError) || error.transient;

/** What a person typed or configured is wrong; the message names the thing and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The message of anything thrown, with the causes that it names, or the faults that it gathers. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const gathered = error instanceof AggregateError ? [reasonsOf(error.errors)] : [];
  const cause = error.cause === undefined ? [] : [reasonOf(error.cause)];
  return [error.message, ...gathered, ...cause].filter(Boolean).join(': ');
}

/** Faults that are named where there are many; the stories of a response mostly fail for one reason. */
const MOST_NAMED = 3;

function reasonsOf(errors: readonly unknown[]): string {
  const reasons = [...new Set(errors.map(reasonOf))];
  const more = reasons.length - MOST_NAMED;
  return [...reasons.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
