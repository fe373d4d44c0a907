import { Option } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import { printable } from '../local/printable.ts';

/** Writes a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

export const jsonOption = () => new Option('--json', 'print JSON').default(false);

/** A table without lines, as wide as the terminal; the first column takes what the others leave. */
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
const MAX_WIDTH = 46;
const MAX_FIRST_WIDTH = 80;
const MIN_FIRST_WIDTH = 20;
const PADDING = 2;

function widths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const [first = 0, ...others] = head.map((name, column) => {
    const longest = Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0));
    return Math.min(longest, column === 0 ? MAX_FIRST_WIDTH : MAX_WIDTH) + PADDING;
  });
  const room = (process.stdout.columns ?? 160) - others.reduce((sum, width) => sum + width, 0);
  return [Math.min(first, Math.max(MIN_FIRST_WIDTH, room)), ...others];
}
