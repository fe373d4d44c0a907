import type { RegionTag, Role } from '../shared/domain.ts';
import type { Mention } from './mentions.ts';
import type { Zone } from './reading.ts';
import { NAME_RULES, REGION_RULES } from './rules.ts';

/** How much more a mention says where it stands. */
const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2, dateline: 0.8, lead: 1, body: 0.4 };
/** In a story that was filed elsewhere, a region named in the opening only is as often a customer, a maker or a guest. */
const LEAD_ABROAD = 0.6;
/** There a city, a company or a leader says still less: talks in Geneva, a loan from a bank in Tokyo. */
const INDIRECT_ABROAD = 0.25;
/** A survey of so many countries has no centre: none is measured by the first, and two mentions in the body are enough. */
const SURVEY = 7;
const SURVEY_BODY = 1.5;
/** More mentions in the body than these say nothing new. */
const MOST_BODY_POINTS = 1.6;
/** A story is about a region with at least so many points, and this part of the first region's. */
const ABOUT_POINTS = 0.9;
const ABOUT_SHARE = 0.3;
/** Where no region has so many points, those of the opening are what the story is about; else the place of filing. */
const OPENING_POINTS = 0.5;
/** Points at which the score is 0.5. */
const HALF = 1;

/** What a mention adds to its region. */
export function pointsOf({ rule, zone, abroad }: Mention): number {
  const points = REGION_RULES[rule] * ZONE_FACTORS[zone];
  if (!abroad) return points;
  return points * (zone === 'lead' ? LEAD_ABROAD : 1) * (NAME_RULES.has(rule) ? 1 : INDIRECT_ABROAD);
}

interface Standing {
  points: number;
  bodyPoints: number;
  readonly zones: Set<Zone>;
}

function isSurvey(mentions: readonly Mention[]): boolean {
  return new Set(mentions.map(({ code }) => code).filter((code) => !/^\d/.test(code))).size >= SURVEY;
}

function standingsOf(mentions: readonly Mention[], bodyFactor: number): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const mention of mentions) {
    const standing = standings.get(mention.code) ?? { points: 0, bodyPoints: 0, zones: new Set<Zone>() };
    const points = pointsOf(mention);
    if (mention.zone === 'body')
      standing.bodyPoints = Math.min(MOST_BODY_POINTS, standing.bodyPoints + points * bodyFactor);
    else standing.points += points;
    standing.zones.add(mention.zone);
    standings.set(mention.code, standing);
  }
  for (const standing of standings.values()) standing.points += standing.bodyPoints;
  return standings;
}

function roleOf({ points, zones }: Standing, top: number): Role {
  const onlyDateline = zones.size === 1 && zones.has('dateline');
  if (!onlyDateline && points >= ABOUT_POINTS && points >= top * ABOUT_SHARE) return 'about';
  return zones.has('dateline') ? 'dateline' : 'mentioned';
}

/**
 * The regions that a story names, with what they are to it. Where none stands out, the story is about those that its
 * opening names, else about the place of its dateline.
 */
export function decideRoles(mentions: readonly Mention[]): RegionTag[] {
  const survey = isSurvey(mentions);
  const standings = standingsOf(mentions, survey ? SURVEY_BODY : 1);
  const top = survey ? 0 : Math.max(0, ...[...standings.values()].map(({ points }) => points));
  const tags = [...standings].map(([code, standing]) => {
    const { points } = standing;
    return { tag: { code, role: roleOf(standing, top), score: points / (points + HALF) }, points };
  });
  const promote = (holds: (tag: RegionTag, points: number) => boolean): RegionTag[] =>
    tags.map(({ tag, points }) => (holds(tag, points) ? { ...tag, role: 'about' } : tag));
  if (tags.some(({ tag }) => tag.role === 'about')) return tags.map(({ tag }) => tag);
  const opens = (tag: RegionTag, points: number) => tag.role === 'mentioned' && points >= OPENING_POINTS;
  if (tags.some(({ tag, points }) => opens(tag, points))) return promote(opens);
  return promote(({ role }) => role === 'dateline');
}
