export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** RFC 2822 §4.3: two digits below 50 are of this century, three digits count from 1900. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

/** Milliseconds of Unix time at which a day begins in UTC; nothing for a day that no calendar has. */
export function startOf({ year, month, day }: Day): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

type Read = (year: number, first: number, second: number) => Day | undefined;

/** Counted from the first of January, also into the years before and after. */
function nthDay(year: number, number: number): Day {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, number);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const dayOfYear: Read = (year, number) => {
  const day = nthDay(year, number);
  return day.year === year ? day : undefined;
};

/** Week 1 is the week of 4 January; weeks begin on Monday. */
const dayOfWeek: Read = (year, week, weekday) => {
  const fourth = new Date(0);
  fourth.setUTCFullYear(year, 0, 4);
  return week > 53 ? undefined : nthDay(year, 4 - (fourth.getUTCDay() || 7) + (week - 1) * 7 + weekday);
};

const calendarDay: Read = (year, month, day) => ({ year, month, day });

/** ISO 8601 dates: four digits of the year or the two of the century, with hyphens and without, whole and cut short. */
const SHAPES: readonly (readonly [RegExp, Read])[] = [
  [/^(\d{4})-(\d\d)-(\d\d)(?=$|[T\s_Z]|[+-]\d\d:)/i, calendarDay],
  [/^(\d{4})(?:-(\d\d))?$/, calendarDay],
  [/^(\d{4}|-?\d\d)(\d\d)(\d\d)(?=$|[T\s_Z])/i, calendarDay],
  [/^(-?\d\d)-(\d\d)-(\d\d)(?=$|[T\s_Z])/i, calendarDay],
  [/^(-\d\d)(?:-?(\d\d))?$/, calendarDay],
  [/^(\d{4}|-?\d\d)-?W(\d\d)(?:-?([1-7]))?(?=$|[T\s_Z])/i, dayOfWeek],
  [/^(\d{4}|-?\d\d)-?(\d{3})(?=$|[T\s_Z])/i, dayOfYear],
];

/** The day that a text begins with, and how many characters say it. */
export function isoDay(text: string): { day: Day; length: number } | undefined {
  for (const [shape, read] of SHAPES) {
    const match = shape.exec(text);
    if (!match) continue;
    const [{ length }, year = '', first = '1', second = '1'] = match;
    const day = read(fullYear(year.replace('-', '')), Number(first), Number(second));
    if (day && startOf(day) !== undefined) return { day, length };
  }
  return undefined;
}
