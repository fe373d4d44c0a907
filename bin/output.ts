import { Option } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import { printable } from '../local/printable.ts';

/** Writes a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

export const jsonOption = () => new Option('--json', 'print JSON').default(false);

/** `2026-11-24 08:00`, in UTC. */
export const minute = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** `1 feed`, `2 feeds`. */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** A table without lines, no wider than the terminal where that can be. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: [...head],
    chars: Object.fromEntries(BORDERS.map((part) => [part, ''])),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    wordWrap: true,
    colWidths: widths(head, rows),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

const SIDES = ['top', 'bottom', 'left', 'right', 'mid', 'middle'];
const BORDERS = [
  ...SIDES,
  ...['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`]),
];
const PADDING = 2;
const MAX_WIDTH = 80;
const MIN_WIDTH = 12;
/** Where the output goes to no terminal. */
const PAGE_WIDTH = 160;
/** Columns that are of no use when they are cut. */
const WHOLE = new Set(['id', 'url']);

/** As wide as what stands in them; where that is too much, the widest give way in turn. */
function widths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const widths = head.map((name, column) => {
    const longest = Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0));
    return (WHOLE.has(name) ? longest : Math.min(longest, MAX_WIDTH)) + PADDING;
  });
  const room = process.stdout.columns ?? PAGE_WIDTH;
  const canShrink = (column: number) => !WHOLE.has(head[column] ?? '') && (widths[column] ?? 0) > MIN_WIDTH;
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
    const [widest] = [...widths.keys()].filter(canShrink).sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
