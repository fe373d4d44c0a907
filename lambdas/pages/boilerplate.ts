import { FURNITURE } from './furniture.ts';
import { dateLine } from './published.ts';

/** Whole lines in a shape of their own. */
const SHAPES: readonly RegExp[] = [
  /^(?:©|\(c\)|copyright\b|all rights reserved)/iu,
  /\b(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|все права защищены|tüm hakları saklıdır)\b.{0,60}$/iu,
  /^(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|e-?mail|print|share|tweet|copy link|messenger|line|vk|viber|pocket|flipboard|threads|bluesky)[\s|,/·•]*)+$/iu,
  /^(?:share|follow|find|like|join) (?:this|us|on|via)\b.{0,60}$/iu,
  /^(?:click|tap) here\b.{0,100}$/iu,
  /^(?:read|see|watch|view|more) (?:more|also|full|all)\b\s*[:：»>].{0,200}$/iu,
  /^(?:lire aussi|à lire|lesen sie auch|lesen sie mehr|lea también|leia também|leggi anche|читайте также|اقرأ أيضا|相关阅读|関連記事|관련기사)\s*[:：].{0,200}$/iu,
  /^(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|updates|alerts|inbox|today|now|here)\b.{0,60}$/iu,
  /^(?:this (?:site|website|page) uses|we (?:and our partners )?use|wir verwenden|nous utilisons|usamos|utilizziamo) .{0,40}cookies\b/iu,
  /^(?:please )?(?:enable|turn on|activate) javascript\b/iu,
  /^(?:your browser|javascript (?:is|must))\b.{0,120}$/iu,
  /^page \d+(?: of \d+)?$/iu,
  /^\d+ (?:comments?|shares?|views?|min(?:ute)?s? read)$/iu,
  /^[\s\p{P}\p{S}\d]*$/u,
];

/** Headings of what follows a story: nothing after them belongs to it. */
const END =
  /^(?:related(?: (?:stories|articles|news|links|topics|content|coverage))?|more (?:on this story|stories|news|from .{1,40}|about this story)|most (?:read|popular|viewed|shared)|read next|recommended(?: for you)?|you (?:may|might) also (?:like|be interested in)|up next|trending(?: now)?|top stories|latest (?:stories|headlines)|editor'?s'? (?:picks?|choice)|around the web|sponsored(?: content)?|about the author|share this (?:story|article|page)|leave a (?:comment|reply)|(?:\d+ )?comments(?: \(\d+\))?|sur le même sujet|à lire aussi|les plus lus|mehr zum thema|meistgelesen|das könnte sie auch interessieren|verwandte artikel|más (?:leídas|noticias)|noticias relacionadas|te puede interesar|mais lidas|notícias relacionadas|i più letti|articoli correlati|по теме|читайте также|другие новости|самое читаемое|ilgili haberler|en çok okunanlar|مواضيع ذات صلة|الأكثر قراءة|相关新闻|相关阅读|热门新闻|関連記事|関連ニュース|アクセスランキング|관련기사|많이 본 뉴스)\s*[:：]?$/iu;

/** Who wrote it: a line of a name or a few. */
const BYLINE =
  /^(?:(?:written |reported |posted )?by|von|par|por|di|door|av|автор|текст|yazan|بقلم|كتب|记者|記者|文|기자)[\s:：]+(?=.{2,90}$)(?!.*[.!?]$)(.*)$/iu;

const bare = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^[^\p{L}\p{N}©(]+|[^\p{L}\p{N})]+$/gu, '');

/** True for a line of the page around the story. */
export function isBoilerplate(line: string): boolean {
  return FURNITURE.has(bare(line)) || (line.length < 400 && SHAPES.some((shape) => shape.test(line)));
}

/** True for a line after which comes no more of the story. */
export const endsStory = (line: string): boolean => line.length < 80 && END.test(line.trim());

/** The name in a line that says who wrote the story. */
export const bylineOf = (line: string): string | undefined =>
  line.length < 100 ? BYLINE.exec(line.trim())?.[1]?.trim() : undefined;

/** Signs that end a sentence, or a quotation of one. */
const SENTENCE_END = /[.!?…。！？؟।۔][\s"'”’»）)\]]*$/u;
/** Scripts whose characters say as much as half a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How much a line says, in characters of an alphabet. */
const weightOf = (line: string): number => line.length + 2 * (line.match(DENSE)?.length ?? 0);

/** True for a line that reads as a paragraph of a story. */
export const isProse = (line: string): boolean =>
  !isBoilerplate(line) && weightOf(line) >= (SENTENCE_END.test(line) ? 60 : 140);

export const endsSentence = (line: string): boolean => SENTENCE_END.test(line.trim());

/** Lines of a story alone: from where it begins to where something else does, without what stands in between. */
export function storyLines(all: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of all) {
    if (endsStory(line) && kept.some(isProse)) break;
    if (!isBoilerplate(line) && dateLine(line) === undefined) kept.push(line);
  }
  // What stands behind the last sentence without being one is a menu, a list of links or a caption; some
  // scripts end no sentence with a sign.
  if (!kept.some(endsSentence)) return kept.some(isProse) ? kept : [];
  while (!endsSentence(kept.at(-1) ?? '') && !isProse(kept.at(-1) ?? '')) kept.pop();
  return kept;
}
