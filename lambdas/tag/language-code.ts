/** Codes of one language, or of languages too alike to be told apart, by the one that stands for them here. */
const SAME: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  ms: 'id',
  in: 'id',
  bs: 'hr',
  sh: 'hr',
  fil: 'tl',
  iw: 'he',
  ji: 'yi',
  yue: 'zh',
  cmn: 'zh',
};
/** Primary subtag of a language tag, as the data names it. */
export function languageCode(tag: string): string {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/);
  return SAME[primary] ?? primary;
}
