const OPEN = '<![CDATA[';
/** Characters before a section in which the tag of its element is looked for. */
const TAG_LENGTH = 200;

/** Closes a CDATA section that runs over the end of its element, where that element ends; nothing after it is lost then. */
export function withClosedCdata(source: string): string {
  const open = source.lastIndexOf(OPEN);
  if (open < 0 || source.includes(']]>', open)) return source;
  const before = source.slice(Math.max(0, open - TAG_LENGTH), open);
  const element = /<([^\s<>/!?]+)[^<>]*>\s*$/.exec(before)?.[1];
  const end = element === undefined ? -1 : source.indexOf(`</${element}`, open);
  return end < 0 ? source : `${source.slice(0, end)}]]>${source.slice(end)}`;
}
