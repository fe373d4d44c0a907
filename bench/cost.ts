/**
 * What the steps ask of DynamoDB, measured against the embedded one, beside what `dateline cost` reckons with: on the
 * sample wire and, where `DATELINE_DATA` names them, on labelled news.
 */
import { existsSync } from 'node:fs';
import { table } from '../bin/output.ts';
import { QUANTITIES } from '../cost/quantities.ts';
import { type Consumption, measureConsumption, sampleStories } from './consumption.ts';
import { readAnnotated } from './labelled.ts';

const folder = process.env.DATELINE_DATA;
const annotated =
  folder !== undefined && existsSync(folder)
    ? readAnnotated(folder).map(({ story: { title, content } }) => ({ title, body: content }))
    : undefined;
const measured: [string, Consumption][] = [['sample wire', await measureConsumption(sampleStories())]];
if (annotated) measured.push([`${annotated.length} labelled stories`, await measureConsumption(annotated)]);

const units = (name: 'story' | 'smallStory' | 'response' | 'emptyResponse' | 'poll' | 'tick') =>
  (['reads', 'writes'] as const).map((kind): [string, (of: Pick<Consumption, typeof name>) => number] => [
    `${name}: ${kind}`,
    (of) => of[name][kind],
  ]);
const rows = [
  ...units('story'),
  ...units('smallStory'),
  ...units('response'),
  ...units('emptyResponse'),
  ...units('poll'),
  ...units('tick'),
  ...(['storyBytes', 'lineBytes', 'ingestCpu'] as const).map(
    (name): [string, (of: Pick<Consumption, typeof name>) => number] => [name, (of) => of[name]],
  ),
].map(([name, of]) => [
  name,
  ...measured.map(([, consumption]) => of(consumption).toFixed(3)),
  of(QUANTITIES).toFixed(3),
]);
process.stdout.write(`${table(['', ...measured.map(([source]) => source), 'reckoned with'], rows)}\n`);
