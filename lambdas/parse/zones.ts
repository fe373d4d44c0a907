/** Minutes east of UTC of the abbreviations that feeds use. RFC 822 names first, then what newsrooms write. */
const MINUTES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  clt: -240,
  cot: -300,
  pet: -300,
  vet: -240,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  wat: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  cat: 120,
  sast: 120,
  eet: 120,
  eest: 180,
  eat: 180,
  msk: 180,
  trt: 180,
  msd: 240,
  gst: 240,
  irst: 210,
  aft: 270,
  pkt: 300,
  uzt: 300,
  ist: 330,
  npt: 345,
  mmt: 390,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  myt: 480,
  pht: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  acdt: 630,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

const OFFSET = /(etc\/)?(?:gmt|utc|ut|z)?\s*([+\u2212-])\s*(\d{1,2})(?::?(\d\d))?(?!\d)/iu;

/** Offset of UTC in minutes, and the text without it. Without a zone that is known, UTC. */
export function takeZone(text: string): { minutes: number; rest: string } {
  const offset = OFFSET.exec(text);
  if (offset) {
    const [whole, posix, sign, hours = '0', rest = '0'] = offset;
    const size = Number(hours) * 60 + Number(rest);
    // `Etc/GMT-3` is three hours east: POSIX counts the other way round.
    const minutes = (sign === '+') === (posix === undefined) ? size : -size;
    if (size <= 15 * 60) return { minutes, rest: text.replace(whole, ' ') };
  }
  for (const [word] of text.matchAll(/[a-z]+/gi)) {
    const minutes = MINUTES[word.toLowerCase()];
    if (minutes !== undefined) return { minutes, rest: text.replace(word, ' ') };
  }
  return { minutes: 0, rest: text };
}
