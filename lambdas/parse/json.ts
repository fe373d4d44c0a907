import { withoutControls } from './controls.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Text, also where a publisher wrote a number. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return withoutControls(value).trim() || undefined;
}

/** `JSON.stringify` recurses where `JSON.parse` does not, so it can fail on what was read well. */
export function sourceOf(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}
