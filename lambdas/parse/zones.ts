/** Hours east of UTC of the abbreviations that feeds use: RFC 822 names first, then what newsrooms write. */
const HOURS = new Map<string, number>(
  Object.entries({
    ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0 },
    ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
    ...{ akst: -9, akdt: -8, hst: -10, ast: -4, adt: -3, nst: -3.5, ndt: -2.5, sst: -11, chst: 10 },
    ...{ brt: -3, brst: -2, art: -3, clt: -4, clst: -3, cot: -5, pet: -5, vet: -4, bot: -4, ect: -5, uyt: -3, pyt: -4 },
    ...{ bst: 1, west: 1, cet: 1, met: 1, mez: 1, wat: 1 },
    ...{ cest: 2, mest: 2, mesz: 2, cat: 2, sast: 2, eet: 2, eest: 3, eat: 3, idt: 3, msk: 3, trt: 3, msd: 4 },
    ...{ yekt: 5, omst: 6, krat: 7, novt: 7, irkt: 8, yakt: 9, vlat: 10, magt: 11, pett: 12 },
    ...{ gst: 4, azt: 4, get: 4, samt: 4, irst: 3.5, irdt: 4.5, aft: 4.5, pkt: 5, uzt: 5, tjt: 5, mvt: 5 },
    ...{ ist: 5.5, npt: 5.75, btt: 6, bdt: 6, mmt: 6.5, ict: 7, wib: 7, wita: 8, wit: 9 },
    ...{ hkt: 8, sgt: 8, myt: 8, pht: 8, awst: 8, jst: 9, kst: 9 },
    ...{ acst: 9.5, aest: 10, acdt: 10.5, aedt: 11, nzst: 12, nzdt: 13 },
  }),
);

/** Names that do not say whether daylight saving time holds: the date does. */
const PLACES = new Map([
  ['et', 'America/New_York'],
  ['ct', 'America/Chicago'],
  ['mt', 'America/Denver'],
  ['pt', 'America/Los_Angeles'],
  ['akt', 'America/Anchorage'],
]);

const OFFSET = /(etc\/)?(?:gmt|utc|ut|z)?\s*([+\u2212-])\s*(\d{1,2})(?::?(\d\d))?(?!\d)/iu;
const MOST_MINUTES = 15 * 60;
/** As the time zone database names them. */
const PLACE = /\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Canada)\/[\w/+-]+/i;

const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(place: string): Intl.DateTimeFormat | undefined {
  const known = offsets.get(place);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: place, timeZoneName: 'longOffset' });
    offsets.set(place, format);
    return format;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Minutes east of UTC at a moment, given in milliseconds of Unix time. */
function minutesAt(format: Intl.DateTimeFormat, moment: number): number {
  const said = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(said) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

interface Zone {
  /** Minutes east of UTC, given what the clocks there show, as milliseconds of Unix time. */
  minutesAt(shown: number): number;
  /** The text without the zone. */
  readonly rest: string;
}

const fixed = (minutes: number, rest: string): Zone => ({ minutesAt: () => minutes, rest });

/** The zone that a text names; UTC where it names none that is known. */
export function takeZone(text: string): Zone {
  const place = text.includes('/') ? PLACE.exec(text)?.[0] : undefined;
  const placed = zoneOfPlace(place, text.replace(place ?? '', ' '));
  if (placed) return placed;
  const offset = OFFSET.exec(text);
  if (offset) {
    const [whole, posix, sign, hours = '0', rest = '0'] = offset;
    const size = Number(hours) * 60 + Number(rest);
    // `Etc/GMT-3` is three hours east: POSIX counts the other way round.
    const minutes = (sign === '+') === (posix === undefined) ? size : -size;
    if (size <= MOST_MINUTES) return fixed(minutes, text.replace(whole, ' '));
  }
  for (const [word] of text.matchAll(/[a-z]+/gi)) {
    const name = word.toLowerCase();
    const rest = text.replace(word, ' ');
    const hours = HOURS.get(name);
    if (hours !== undefined) return fixed(hours * 60, rest);
    const zone = zoneOfPlace(PLACES.get(name), rest);
    if (zone) return zone;
  }
  return fixed(0, text);
}

function zoneOfPlace(place: string | undefined, rest: string): Zone | undefined {
  const format = place === undefined ? undefined : offsetFormat(place);
  // What the clocks show is off by the offset itself, which matters in the hours around a change only.
  return format && { minutesAt: (shown) => minutesAt(format, shown - minutesAt(format, shown) * 60_000), rest };
}
