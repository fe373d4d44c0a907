/**
 * Runs first in every bundle, and nowhere else: errors name the sources, as under `--enable-source-maps`. That reads the
 * map of the bundle at each cold start; this reads it for the first error that is shown.
 */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const FILE = import.meta.filename;
const MAP = `${FILE}.map`;
let map: SourceMap | undefined;

Error.prepareStackTrace = (error, frames) => {
  if (!map && existsSync(MAP)) map = new SourceMap(JSON.parse(readFileSync(MAP, 'utf8')));
  return [Error.prototype.toString.call(error), ...frames.map((frame) => sourceOf(frame) ?? frame)].join('\n    at ');
};

/** Without the way from the bundle to the project, which is elsewhere by now. */
function sourceOf(frame: NodeJS.CallSite): string | undefined {
  if (!map || frame.getFileName() !== FILE) return undefined;
  // A map counts from 0, a frame from 1.
  const entry = map.findEntry((frame.getLineNumber() ?? 1) - 1, (frame.getColumnNumber() ?? 1) - 1);
  if (!('originalSource' in entry)) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  return `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
}
