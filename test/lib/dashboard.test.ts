import { expect, it } from 'vitest';
import { resource, synthesize } from './synth.ts';

const template = synthesize();
const { DashboardBody, DashboardName } = resource(template, 'AWS::CloudWatch::Dashboard').Properties;

/** The body with each intrinsic in place of a word. */
const body = JSON.parse(
  DashboardBody['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x')).join(''),
);
const graphs: { title: string; metrics?: unknown[][] }[] = body.widgets.map(
  ({ properties }: { properties: unknown }) => properties,
);

it('is named by CloudFormation, so that two stacks have one each', () => {
  expect(DashboardName).toBeUndefined();
});

it('shows first what people feel', () => {
  const titles = graphs.flatMap(({ title }) => title ?? []);
  expect(titles.slice(0, 4)).toEqual(['Alarms', 'New stories', 'Published → found, seconds', 'Canary, seconds']);
});

it('stays below the 50 metrics up to which a dashboard is free', () => {
  const metrics = graphs.flatMap(({ metrics = [] }) => metrics);
  expect(metrics.length).toBeGreaterThan(30);
  expect(metrics.length).toBeLessThanOrEqual(50);
});

it('shows every function of the stack', () => {
  const functions = Object.keys(template.findResources('AWS::Lambda::Function')).length;
  expect(graphs.find(({ title }) => title === 'Errors')?.metrics).toHaveLength(functions);
});
