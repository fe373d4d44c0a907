import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { METRIC } from '../../lambdas/shared/names.ts';
import { type Report, report } from '../../lambdas/shared/report.ts';
import { readable, synthesize } from './synth.ts';

// Makes the logger write to the console of this process, which a test can listen to.
vi.hoisted(() => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
});

const filters = Object.values(synthesize().findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => {
  const { FilterPattern, LogGroupName, MetricTransformations } = Properties;
  return { pattern: String(FilterPattern), log: readable(LogGroupName), ...MetricTransformations[0] };
});
const filterOf = (name: string) =>
  filters.find(({ MetricName }) => MetricName === name) ?? expect.fail(`no filter for ${name}`);

/** What CloudWatch would draw from a line: the part of its pattern language that the filters use. */
function drawn({ pattern, MetricValue }: { pattern: string; MetricValue: string }, line: unknown): unknown {
  const terms = /^\{ (.+) \}$/.exec(pattern)?.[1]?.split(' && ') ?? expect.fail(`no pattern: ${pattern}`);
  const matches = terms.every((term) => {
    const [, field = '', not, text] =
      /^(\$[.\w]+) (!?)= (?:"([^"]*)"|\*)$/.exec(term) ?? expect.fail(`no term that is understood: ${term}`);
    const value = at(line, field);
    if (text === undefined) return value !== undefined;
    return not ? value !== undefined && value !== text : value === text;
  });
  return matches ? at(line, MetricValue) : undefined;
}

const at = (line: unknown, field: string): unknown =>
  field
    .split('.')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], line);

let info: MockInstance<typeof console.info>;
beforeEach(() => {
  info = vi.spyOn(console, 'info').mockReturnValue();
});
/** The line of log that a report makes. */
function lineOf(what: Report): unknown {
  report(what);
  return JSON.parse(String(info.mock.lastCall?.[0]));
}
const STORY = {
  step: 'story',
  kind: 'new',
  ...{ id: 'b', feedId: 'a', key: 'responses/…', regions: [], topics: [] },
  ...{ publishedAt: '2026-11-24T08:00:00.000Z', firstSeenAt: '2026-11-24T08:00:30.000Z' },
} satisfies Report;
const INGESTED = { step: 'ingest', feedId: 'a', key: 'responses/…', entries: 9, rejected: 0 } as const;

describe('the metrics', () => {
  it('are the five, without dimensions, under the name of the stack', () => {
    expect(filters.map(({ MetricName }) => MetricName).sort()).toEqual(Object.values(METRIC).sort());
    for (const { MetricNamespace, Dimensions } of filters) {
      expect(MetricNamespace).toBe('Dateline/Dateline');
      expect(Dimensions).toBeUndefined();
    }
  });

  it.each([
    [METRIC.newItems, '<IngestionIngestWorkerLogs>', { ...INGESTED, recorded: { new: 3, known: 6 } }, 3],
    [METRIC.delay, '<IngestionIngestWorkerLogs>', { ...STORY, delay: 31.5 }, 31.5],
    [METRIC.canaryDelay, '<MonitoringCanaryWorkerLogs>', { step: 'canary', delay: 41.5, waiting: 0 }, 41.5],
    [
      METRIC.failingFeeds,
      '<MonitoringHealthWorkerLogs>',
      { step: 'health', feeds: 4, failingFeeds: 25, newsOverdue: 1.5 },
      25,
    ],
    [
      METRIC.newsOverdue,
      '<MonitoringHealthWorkerLogs>',
      { step: 'health', feeds: 4, failingFeeds: 25, newsOverdue: 0 },
      0,
    ],
  ] satisfies [string, string, Report, number][])('%s is what %s says in it', (name, log, what, value) => {
    const filter = filterOf(name);
    expect(filter.log).toBe(log);
    expect(drawn(filter, lineOf(what))).toBe(value);
  });

  it.each([
    [METRIC.newItems, { ...INGESTED, recorded: { known: 9 } }],
    [METRIC.newItems, { ...INGESTED, feedId: 'canary', recorded: { new: 1 } }],
    [METRIC.delay, STORY],
    [METRIC.delay, { ...STORY, feedId: 'canary', delay: 31.5 }],
    [METRIC.canaryDelay, { step: 'canary', waiting: 0 }],
  ] satisfies [string, Report][])('%s is not drawn from a line that says nothing of it', (name, what) => {
    expect(drawn(filterOf(name), lineOf(what))).toBeUndefined();
  });
});
