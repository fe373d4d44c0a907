import type { ColumnType } from '../../lambdas/archive/columns.ts';

/** Fields of a line that have no column, or whose value its type does not hold. */
export const misfits = (fields: Readonly<Record<string, ColumnType>>, line: unknown): string[] =>
  Object.entries(line ?? {})
    .filter(([field, value]) => !fits(fields[field], value))
    .map(([field]) => field);

function fits(type: ColumnType | undefined, value: unknown): boolean {
  if (type === undefined) return false;
  if (type === 'double') return Number.isFinite(value);
  if (typeof type === 'string') return typeof value === type;
  if ('array' in type) return Array.isArray(value) && value.every((element) => fits(type.array, element));
  return typeof value === 'object' && misfits(type.struct, value).length === 0;
}
