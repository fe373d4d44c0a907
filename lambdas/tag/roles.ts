import type { RegionTag, Role } from '../shared/domain.ts';
import type { Mention } from './mentions.ts';
import type { Zone } from './reading.ts';

/** How much more a mention says where it stands. */
const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2, dateline: 0.4, lead: 1.2, body: 0.4 };
/** A story is about a region with at least so many points, and this part of the first region's. */
const ABOUT_POINTS = 0.9;
const ABOUT_SHARE = 0.3;
/** Points at which the score is 0.5. */
const HALF = 1;

/** What a mention adds to its region. */
export function pointsOf({ weight, zone }: Mention): number {
  return weight * ZONE_FACTORS[zone];
}

interface Standing {
  points: number;
  readonly zones: Set<Zone>;
}

function roleOf({ points, zones }: Standing, top: number): Role {
  const onlyDateline = zones.size === 1 && zones.has('dateline');
  if (onlyDateline) return 'dateline';
  const about = points >= ABOUT_POINTS && points >= top * ABOUT_SHARE;
  if (about) return 'about';
  return zones.has('dateline') ? 'dateline' : 'mentioned';
}

/** The regions that a story names, with what they are to it. A story that names no place but its dateline's is about that. */
export function decideRoles(mentions: readonly Mention[]): RegionTag[] {
  const standings = new Map<string, Standing>();
  for (const mention of mentions) {
    const standing = standings.get(mention.code) ?? { points: 0, zones: new Set<Zone>() };
    standing.points += pointsOf(mention);
    standing.zones.add(mention.zone);
    standings.set(mention.code, standing);
  }
  const top = Math.max(0, ...[...standings.values()].map(({ points }) => points));
  const tags = [...standings].map(([code, standing]): RegionTag => {
    return { code, role: roleOf(standing, top), score: standing.points / (standing.points + HALF) };
  });
  if (tags.some(({ role }) => role === 'about')) return tags;
  return tags.map((tag) => (tag.role === 'dateline' ? { ...tag, role: 'about' } : tag));
}
