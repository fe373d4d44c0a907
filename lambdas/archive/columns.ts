import type { ItemLine } from './lines.ts';

/** What a line's field can be, for every SQL engine that reads the archive. */
export type ColumnType =
  | 'string'
  | 'boolean'
  | 'double'
  | { readonly array: ColumnType }
  | { readonly struct: Readonly<Record<string, ColumnType>> };

type TypeOf<T> = T extends string
  ? 'string'
  : T extends boolean
    ? 'boolean'
    : T extends number
      ? 'double'
      : T extends readonly (infer Element)[]
        ? { readonly array: TypeOf<Element> }
        : { readonly struct: ColumnsOf<T> };
type ColumnsOf<T> = { readonly [Field in keyof T]-?: TypeOf<Exclude<T[Field], undefined>> };

/**
 * The fields of an archived line. Times stay text, which sorts: the engines do not agree on how a timestamp is read from
 * JSON. A number is a double, since a publisher's may be any, and one that does not fit would fail the query. A new field
 * goes to the end, where old queries of all columns do not see it move.
 */
export const ITEM_FIELDS: ColumnsOf<ItemLine> = {
  id: 'string',
  feedId: 'string',
  at: 'string',
  title: 'string',
  link: 'string',
  published: 'string',
  updated: 'string',
  language: 'string',
  summary: 'string',
  content: 'string',
  authors: { array: 'string' },
  categories: { array: 'string' },
  enclosures: { array: { struct: { url: 'string', type: 'string', length: 'double' } } },
  withdrawn: 'boolean',
  deleted: 'boolean',
  guid: 'string',
  contentHash: 'string',
  response: 'string',
  teaser: { struct: { at: 'string', raw: { struct: { key: 'string', line: 'double' } } } },
};

/** A column's name: that of its field in lower case, as Glue has all names; SQL does not mind the case. */
export const columnName = (field: string): string => field.toLowerCase();

/** As Hive writes it, and so Glue: `array<struct<url:string>>`. */
export function hiveType(type: ColumnType): string {
  if (typeof type === 'string') return type;
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  const fields = Object.entries(type.struct).map(([name, field]) => `${columnName(name)}:${hiveType(field)}`);
  return `struct<${fields.join(',')}>`;
}

/** Every column but the partition, as Glue has it. */
export const ITEM_COLUMNS = Object.entries(ITEM_FIELDS).map(([field, type]) => ({
  name: columnName(field),
  type: hiveType(type),
}));
