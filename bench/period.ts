/**
 * The adaptive period over simulated feeds of a fortnight, beside a fixed one of 15 minutes and beside a fixed one that
 * sends as many requests in all.
 */
import { table } from '../bin/output.ts';
import { adaptive, type Policy, type Simulated, seeded, simulate } from '../cost/simulate.ts';
import { every, simulatedFeeds } from '../test/schedule/simulation.ts';

const DAYS = 14;
const feeds = simulatedFeeds(seeded(1));
const run = (policy: Policy) => feeds.map((feed) => simulate(feed, policy, seeded(2)));
const requestsOf = (runs: readonly Simulated[]) => runs.reduce((sum, { requests }) => sum + requests, 0);

const adapted = run(adaptive);
const sameBudget = (feeds.length * DAYS * 86_400) / requestsOf(adapted);
const policies: [string, readonly Simulated[]][] = [
  ['adaptive', adapted],
  ['every 15 minutes', run(every(900))],
  [`every ${(sameBudget / 60).toFixed(1)} minutes`, run(every(sameBudget))],
];
const minutes = (seconds: number) => (seconds / 60).toFixed(1);
const rows = feeds.flatMap(({ name }, at) =>
  policies.map(([policy, runs], line) => {
    const one = runs[at];
    if (!one) throw new Error(`no run of ${name}`);
    return [
      line === 0 ? name : '',
      policy,
      (one.requests / DAYS).toFixed(0),
      String(one.missed),
      String(one.gaps),
      minutes(one.meanDelay),
      minutes(one.delay90),
      minutes(one.lastPeriod),
    ];
  }),
);
const all = policies.map(([policy, runs]) => {
  const sum = (of: (run: Simulated) => number) => runs.reduce((total, run) => total + of(run), 0);
  const delay = sum(({ meanDelay, seen }) => meanDelay * seen) / sum(({ seen }) => seen);
  const counts = [requestsOf(runs) / DAYS, sum(({ missed }) => missed), sum(({ gaps }) => gaps)];
  return ['all', policy, ...counts.map((count) => count.toFixed(0)), minutes(delay), '', ''];
});
const head = ['feed', 'period', 'requests/day', 'missed', 'gaps', 'mean delay, min', '90 %', 'last period'];
process.stdout.write(`${table(head, [...rows, ...all])}\n`);
