import * as z from 'zod';
import { InputError } from '../lambdas/shared/errors.ts';

/** What DuckDB says with `errors_as_json`; `position` counts the bytes before the place. */
const Fault = z.object({
  exception_type: z.string(),
  exception_message: z.string(),
  error_subtype: z.string().optional(),
  position: z.coerce.number().optional(),
});
type Fault = z.infer<typeof Fault>;

/** What is wrong with a query, in one line with the place, as Athena says it; another fault as it is. */
export function faultOf(error: unknown, sql: string): unknown {
  const fault = error instanceof Error && !(error instanceof InputError) ? read(error.message) : undefined;
  if (!fault) return error;
  const [said = ''] = fault.exception_message.split('\n');
  const place = fault.position === undefined ? '' : `${placeOf(sql, fault.position)}: `;
  return new InputError(`${place}${said.replace(/!$/, '')}${hint(fault, sql)}`, { cause: error });
}

function read(message: string): Fault | undefined {
  // Its kind may stand before it, or before plain words.
  const [, kind, said = ''] =
    /^(?:Failed to extract statements: )?(?:(\w+(?: \w+)*) Error: )?(.*)$/s.exec(message) ?? [];
  if (said.startsWith('{')) return Fault.parse(JSON.parse(said));
  return kind === undefined ? undefined : { exception_type: kind, exception_message: said };
}

/** `line 2:7`, both from 1. */
function placeOf(sql: string, bytes: number): string {
  const lines = Buffer.from(sql).subarray(0, bytes).toString().split('\n');
  return `line ${lines.length}:${[...(lines.at(-1) ?? '')].length + 1}`;
}

function hint({ exception_type, error_subtype }: Fault, sql: string): string {
  if (exception_type === 'Permission') return '; a query reads the table items, and nothing else';
  if (error_subtype === 'COLUMN_NOT_FOUND') return '; `dateline sql --columns` shows the columns';
  if (exception_type === 'Parser' && /(?<!["'.\w])at(?!["'\w])/i.test(sql))
    return '; at is a word of SQL, so write "at"';
  return '';
}
