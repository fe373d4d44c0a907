import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a conditional GET is answered with 304. RFC 9110, 13.2.2: where If-None-Match is sent it decides alone, by
 * weak comparison; only without it does If-Modified-Since count, and a date that cannot be read does not.
 */
export function isNotModified(headers: IncomingHttpHeaders, page: { etag: string; lastModified: Date }): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === page.etag);
  }
  return page.lastModified.getTime() <= Date.parse(headers['if-modified-since'] ?? '');
}
