import type { Alert } from '../../lambdas/publish/alert.ts';
import { FEED, ID, minute } from '../index/samples.ts';

/** A new story on North Korea, filed from Seoul. */
export const ALERT: Alert = {
  id: ID,
  kind: 'new',
  rev: 1,
  arrivedAt: minute(5),
  cursor: `${minute(5)}#${ID}#1`,
  publishedAt: minute(0),
  title: 'Talks begin',
  link: 'https://example.org/talks',
  summary: 'Talks began on Tuesday.',
  language: 'en-GB',
  feeds: [FEED],
  about: ['KP', '030', '142'],
  datelines: ['KR'],
  mentioned: ['US'],
  topics: ['medtop:20000635', 'medtop:11000000'],
};
