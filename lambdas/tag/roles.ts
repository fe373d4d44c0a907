import { isCountry } from '../shared/countries.ts';
import type { Role } from '../shared/domain.ts';
import type { Mention } from './mentions.ts';
import type { Zone } from './reading.ts';
import { NAME_RULES, REGION_RULES } from './rules.ts';
import { neededTogether } from './together.ts';

/** How much more a mention says where it stands. */
const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2, dateline: 0.8, lead: 1, body: 0.4 };
/** In a story that was filed elsewhere, a region named in the opening only is as often a customer, a maker or a guest. */
const LEAD_ABROAD = 0.6;
/** There a city or a leader says still less, and a company even in the title: talks in Geneva, a loan from a bank in Tokyo. */
const INDIRECT_ABROAD = 0.25;
/** There and far down, a people's name is as often that of a bank, a coin or a correspondent. */
const DEMONYM_ABROAD = 0.6;
/** A survey of so many countries has no centre: none is measured by the first, and two mentions in the body are enough. */
const SURVEY = 7;
const SURVEY_BODY = 1.5;
/** More mentions in the body than these say nothing new. */
const MOST_BODY_POINTS = 2;
/** A story is about a region with at least so many points, and this part of the first region's. */
const ABOUT_POINTS = 0.9;
const ABOUT_SHARE = 0.3;
/** In a story that was filed elsewhere so many are enough, however much it says of the first region. */
const ABOUT_ABROAD = 1.2;
/** Where no region has so many points, those of the opening are what the story is about; else the place of filing. */
const OPENING_POINTS = 0.5;
/** Points at which the score is 0.5. */
const HALF = 1;

/** What a mention adds to its region. */
export function pointsOf({ rule, zone, abroad }: Mention): number {
  const points = REGION_RULES[rule] * ZONE_FACTORS[zone];
  if (!abroad) return points;
  if (rule === 'demonym' && zone === 'body') return points * DEMONYM_ABROAD;
  const indirect = !NAME_RULES.has(rule) && (zone !== 'title' || rule === 'company');
  return points * (zone === 'lead' ? LEAD_ABROAD : 1) * (indirect ? INDIRECT_ABROAD : 1);
}

interface Standing {
  points: number;
  bodyPoints: number;
  readonly zones: Set<Zone>;
  abroad: boolean;
}

function isSurvey(mentions: readonly Mention[]): boolean {
  const countries = new Set<string>();
  for (const { code } of mentions) if (isCountry(code)) countries.add(code);
  return countries.size >= SURVEY;
}

/** Points of the first country: `Europe` in every sentence makes no country of it less important. */
function highest(standings: ReadonlyMap<string, Standing>): number {
  let top = 0;
  for (const [code, { points }] of standings) if (isCountry(code)) top = Math.max(top, points);
  return top;
}

function standingsOf(mentions: readonly Mention[], bodyFactor: number): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const mention of mentions) {
    let standing = standings.get(mention.code);
    if (!standing) {
      standing = { points: 0, bodyPoints: 0, zones: new Set<Zone>(), abroad: false };
      standings.set(mention.code, standing);
    }
    const points = pointsOf(mention);
    if (mention.zone === 'body')
      standing.bodyPoints = Math.min(MOST_BODY_POINTS, standing.bodyPoints + points * bodyFactor);
    else standing.points += points;
    standing.zones.add(mention.zone);
    standing.abroad ||= mention.abroad;
  }
  for (const standing of standings.values()) standing.points += standing.bodyPoints;
  return standings;
}

/** What a region is to a story, and why. */
export interface RegionStanding {
  readonly code: string;
  readonly role: Role;
  readonly points: number;
  /** Points at which the story would be about it, were nothing else to say so. */
  readonly needed: number;
}

function roleOf({ points, zones }: Standing, needed: number): Role {
  const onlyDateline = zones.size === 1 && zones.has('dateline');
  if (!onlyDateline && points >= needed) return 'about';
  return zones.has('dateline') ? 'dateline' : 'mentioned';
}

/**
 * The regions that a story names, with what they are to it. Where none stands out, the story is about those that its
 * opening names, else about the place of its dateline.
 */
export function weighRegions(mentions: readonly Mention[]): RegionStanding[] {
  const survey = isSurvey(mentions);
  const standings = standingsOf(mentions, survey ? SURVEY_BODY : 1);
  const together = neededTogether(mentions);
  const share = survey ? 0 : highest(standings) * ABOUT_SHARE;
  const weighed = [...standings].map(([code, standing]): RegionStanding => {
    const needed = standing.abroad
      ? (together(code) ?? Math.max(ABOUT_POINTS, Math.min(share, ABOUT_ABROAD)))
      : Math.max(ABOUT_POINTS, share);
    return { code, role: roleOf(standing, needed), points: standing.points, needed };
  });
  if (weighed.some(({ role }) => role === 'about')) return weighed;
  const promote = (holds: (standing: RegionStanding) => boolean) =>
    weighed.map((standing): RegionStanding => (holds(standing) ? { ...standing, role: 'about' } : standing));
  const opens = ({ role, points }: RegionStanding) => role === 'mentioned' && points >= OPENING_POINTS;
  return weighed.some(opens) ? promote(opens) : promote(({ role }) => role === 'dateline');
}

/** 0 to 1. */
export function scoreOf({ points }: RegionStanding): number {
  return points / (points + HALF);
}
