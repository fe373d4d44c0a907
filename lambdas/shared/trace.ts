import * as z from 'zod';

/**
 * Names all that follows from one tick, push or import, through every step: the trace-id of W3C Trace Context, 32
 * lower-case hex digits.
 */
export const TraceId = z.string().regex(/^[0-9a-f]{32}$/);

/** @param random 16 random bytes */
export const traceIdOf = (random: Uint8Array): string => Buffer.from(random).toString('hex');

const traces = new WeakMap<object, string>();

/** Does work of a trace, so that whoever hears of its fault can name the trace. */
export async function traced<T>(trace: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (trace !== undefined && typeof error === 'object' && error !== null) traces.set(error, trace);
    throw error;
  }
}

/** The trace whose work has thrown this. */
export const traceOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? traces.get(error) : undefined;
