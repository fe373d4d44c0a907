import { parseDate } from '../parse/dates.ts';
import type { IsoTime } from '../shared/domain.ts';

/** A date beyond these is a number that looks like one. */
const EARLIEST = '1990';
const LATEST = '2100';

/** @returns nothing for what no news page can be dated with */
export function readDate(said: string): IsoTime | undefined {
  const date = parseDate(said);
  return date !== undefined && date >= EARLIEST && date < LATEST ? date : undefined;
}

const MONTH = '0?[1-9]|1[0-2]';
const DAY = '0?[1-9]|[12]\\d|3[01]';
const NAMED = '[a-z]{3,9}';
/** `/2004/09/21/`, `2004-09-21`, `/2004/sep/21/`, `/20040921/`, between signs that part a path. */
const IN_URL: readonly RegExp[] = [
  new RegExp(`(?<!\\d)((?:19|20)\\d\\d)[/_.-](${MONTH}|${NAMED})[/_.-](${DAY})(?!\\d)`, 'i'),
  /(?<=[/_.-])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/,
];

/** The day that an address is filed under. */
export function dateInUrl(url: string): IsoTime | undefined {
  const path = url.replace(/^\w+:\/\/[^/?#]*/, '').slice(0, 2_000);
  for (const pattern of IN_URL) {
    const [, year, month, day] = pattern.exec(path) ?? [];
    const date =
      year &&
      month &&
      day &&
      readDate(/\d/.test(month) ? `${year}-${pad(month)}-${pad(day)}` : `${day} ${month} ${year}`);
    if (date) return date;
  }
  return undefined;
}

const pad = (digits: string): string => digits.padStart(2, '0');

const YEAR = '(?:19|20)\\d\\d';
const WORD = "[\\p{L}][\\p{L}\\p{M}'’.]*";
/** A whole day, as people and machines write one. */
const WRITTEN = [
  `${YEAR}(?<a>[-/.])\\d{1,2}\\k<a>\\d{1,2}\\.?`,
  `\\d{1,2}(?<b>[-/.])\\s?\\d{1,2}\\k<b>\\s?${YEAR}`,
  `${WORD} \\d{1,2}(?:st|nd|rd|th)?,? ${YEAR}`,
  `\\d{1,2}(?:st|nd|rd|th|er|\\.|º)?[ -](?:de )?${WORD}[ -](?:de |del )?${YEAR}(?: ?г\\.?| р\\.?)?`,
  `${YEAR}\\. ${WORD} \\d{1,2}\\.?`,
  `${YEAR}\\s?[年년]\\s?\\d{1,2}\\s?[月월]\\s?\\d{1,2}\\s?[日일]`,
].join('|');
const CLOCK =
  '(?:T|,? (?:at |um |à |kl\\. )?)\\d{1,2}[:.h]\\d\\d(?::\\d\\d)?(?: ?[ap]\\.?m\\.?)?(?: ?(?:[A-Z]{2,4}|Z|[+-]\\d\\d:?\\d\\d|Uhr))?';
const WEEKDAY = `${WORD},? `;
const WHOLE = `(?:${WEEKDAY})?(?:${WRITTEN})(?:${CLOCK})?`;

/** Words before a date that say what happened then. */
const PUBLISHED =
  /^(?:(?:first |date )?(?:published|posted|released|issued|filed)|date|publication date|publié|publiée|mis en ligne|veröffentlicht|erschienen|stand|datum|publicado|publicada|fecha|data|pubblicato|pubblicata|gepubliceerd|publicerad|julkaistu|опубликовано|дата|опубліковано|yayınlanma(?: tarihi)?|tarih|نشر(?: في)?|تاريخ النشر|发布时间|发表时间|日期|公開|掲載|입력|등록)(?: on| at| le| am| el| em| il| den| op)?\s*[:：]?\s*/iu;
const UPDATED =
  /^(?:last )?(?:updated|modified|edited|mis à jour|modifié|aktualisiert|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad|обновлено|güncelleme|تحديث|更新|수정)(?: on| at| le| am| el| em| il| den| op| à)?\s*[:：]?\s*/iu;
/** Behind the date may stand who else had the story, or how long it is. */
const DATE_ALONE = new RegExp(`^(?<date>${WHOLE})(?:\\s*[|·•]\\s*.{1,40}|\\s+\\p{L}+[:：].{1,40})?$`, 'iu');
/** A longer line says more than a date. */
const LONGEST_LINE = 80;

/** A line that says nothing but when the story was published, or changed. */
export function dateLine(line: string): { readonly date: IsoTime; readonly isUpdate: boolean } | undefined {
  const text = line.trim();
  if (text.length > LONGEST_LINE || !/\d/.test(text)) return undefined;
  const isUpdate = UPDATED.test(text);
  const said = text.replace(UPDATED, '').replace(PUBLISHED, '');
  const date = readDate(DATE_ALONE.exec(said)?.groups?.date ?? '');
  return date === undefined ? undefined : { date, isUpdate };
}

/** The day of publication where a line names it, else that of a change. */
export function dateAmong(lines: readonly string[]): IsoTime | undefined {
  const dated = lines.map(dateLine).filter((found) => found !== undefined);
  return (dated.find(({ isUpdate }) => !isUpdate) ?? dated[0])?.date;
}

/** After a sign that sets it apart; only the machines' way of writing it also stands after a mere space. */
const AT_END = new RegExp(
  `(?:\\s*[-–—|·•:,/]\\s*|\\s*[([]\\s*|\\s+(?=${YEAR}-\\d\\d-\\d\\d))(?<date>${WHOLE})\\s*[)\\]]?$`,
  'iu',
);
/** More than a date, its weekday and its time take. */
const LONGEST_END = 60;

/** A headline without the date at its end, and that date. */
export function withoutDate(title: string): { readonly title: string; readonly date?: IsoTime } {
  const text = title.trim();
  const at = Math.max(0, text.length - LONGEST_END);
  const match = AT_END.exec(text.slice(at));
  const date = match?.groups?.date === undefined ? undefined : readDate(match.groups.date);
  if (!match || date === undefined || at + match.index === 0) return { title: text };
  return { title: text.slice(0, at + match.index).trim(), date };
}
