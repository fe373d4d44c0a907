import type { Traced } from '../lambdas/trace/follow.ts';
import { outputOf } from '../remote/outputs.ts';
import type { Store } from './store.ts';

/** The functions' clocks, and what came just before and after. */
const SLACK_MS = 600_000;

/** How to see what the functions have logged of a story, where anything of it is known. */
export function* logLines(store: Store, { story, looked }: Traced): Generator<string> {
  const [holding] = looked?.holding ?? [];
  const from = story?.firstSeenAt ?? holding?.at;
  if (from === undefined) return;
  const trace = story?.trace ?? holding?.trace;
  const key = story?.response?.key ?? holding?.key ?? '';
  const [field, value] = trace === undefined ? ['key', key] : ['trace', trace];
  if (store.kind === 'local') {
    yield `Log: a run with POWERTOOLS_LOG_LEVEL=INFO prints it as JSON; the lines of this story have ${field} ${value}.`;
    return;
  }
  const [begin, end] = [Date.parse(from) - SLACK_MS, Date.parse(story?.queryableAt ?? from) + SLACK_MS];
  const groups = [outputOf(store.stack, 'fetchLog'), outputOf(store.stack, 'ingestLog')];
  const { region } = store.stack;
  yield 'What the functions say of it:';
  for (const group of groups) {
    yield `  aws logs filter-log-events --region ${region} --log-group-name ${group} --start-time ${begin} --end-time ${end} --filter-pattern '{ $.${field} = "${value}" }' --query 'events[].message' --output text`;
  }
  yield `  aws logs start-query --region ${region} --log-group-names ${groups.join(' ')} --start-time ${Math.floor(begin / 1_000)} --end-time ${Math.ceil(end / 1_000)} --query-string 'fields @timestamp, @message | filter ${field} = "${value}" | sort @timestamp'`;
}
