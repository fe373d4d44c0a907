import type { Model } from './model.ts';
import { isAmong, isLocated, isNextName, nameOf, wordAt } from './nearby.ts';
import type { RegionRule } from './rules.ts';
import type { LeaveOut, Span } from './spans.ts';

/** Rules whose names companies like to take without being of the place: `Essex Chemical Corp`, `Naples Federal Inc`. */
const BORROWED_RULES: ReadonlySet<RegionRule> = new Set([
  'city',
  'major-city',
  'division',
  'lesser-division',
  'shared-name',
]);
/** Most words between a place and the `Ltd` of the company that is called after it. */
const LONGEST_COMPANY = 6;

const OF = 'of';

/** `Bank of Montreal`, `NEC Corp of Japan`: where a company is at home. */
function isHome({ reading, first }: Span, model: Model): boolean {
  const { start, end } = reading.tokens;
  // Most words before a place are longer or shorter: they need not be read.
  if (first < 2 || (end[first - 1] as number) - (start[first - 1] as number) !== OF.length) return false;
  if (wordAt(reading, first - 1) !== OF) return false;
  return wordAt(reading, first - 2) === 'bank' || isAmong(model.companyForms, reading, first - 2);
}

/** `PIEDMONT AIR <PIE>`: the sign of a share behind a name makes it a company's. */
function isListedShare({ reading: { tokens }, last }: Span): boolean {
  const { text, end } = tokens;
  return /^(?: [\w&.'-]+){0,4} ?<[A-Z.]+>/.test(text.slice(end[last], (end[last] as number) + 60));
}

/** Whether a company's name with `Ltd`, `Inc` or the like goes on from the span. */
function isInCompany(span: Span, model: Model): boolean {
  const { reading, last } = span;
  if (isHome(span, model)) return true;
  if (reading.headline) return isBorrowed(span) && isListedShare(span);
  for (let at = last + 1; at <= last + LONGEST_COMPANY && isNextName(reading, at); at++) {
    if (isAmong(model.companyForms, reading, at)) return true;
  }
  return false;
}

function isBorrowed({ candidates }: Span): boolean {
  return candidates.every(({ rule }) => BORROWED_RULES.has(rule));
}

/**
 * Names that the story has for its company only: in `CYPRUS LOWERS COPPER PRICE` over a text on Cyprus Minerals Co, the
 * headline leaves out the rest.
 */
function namedInFull(spans: readonly Span[], isNamed: readonly boolean[], companies: ReadonlySet<string>): Set<string> {
  const whole = new Set(companies);
  spans.forEach((span, index) => {
    if (!isNamed[index] && !span.reading.headline) whole.delete(nameOf(span));
  });
  return whole;
}

/** A company called after a place: the country is its home, a city or a state only its name, here and later. */
export function withCompanies(spans: readonly Span[], model: Model, leaveOut: LeaveOut): Span[] {
  const companies = new Set<string>();
  const isNamed = spans.map((span) => {
    const named = isInCompany(span, model);
    if (named) companies.add(nameOf(span));
    return named;
  });
  if (companies.size === 0) return [...spans];
  const whole = namedInFull(spans, isNamed, companies);
  return spans.flatMap((span, index) => {
    if (isBorrowed(span) && companies.has(nameOf(span)) && (isNamed[index] || !isLocated(span, model))) {
      leaveOut(span, 'company-name');
      return [];
    }
    if (!isNamed[index] && !whole.has(nameOf(span))) return [span];
    return [{ ...span, candidates: span.candidates.map((entry) => ({ ...entry, rule: 'company' as const })) }];
  });
}
