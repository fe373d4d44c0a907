import { beforeAll, describe, expect, it } from 'vitest';
import { type Consumption, measureConsumption, sampleStories } from '../../bench/consumption.ts';
import { QUANTITIES } from '../../cost/quantities.ts';

// A third of the sample wire, so that it takes seconds; `npm run bench:cost` measures all of it.
let measured: Consumption;
beforeAll(async () => {
  measured = await measureConsumption(sampleStories().filter((_, at) => at % 3 === 0));
}, 60_000);

describe('what the bill reckons with is what the steps take', () => {
  it.each(['poll', 'response', 'emptyResponse', 'smallStory'] as const)('of a %s, to the unit', (name) => {
    expect(measured[name]).toEqual(QUANTITIES[name]);
  });

  it.each([
    ['writes of a story', QUANTITIES.story.writes, () => measured.story.writes],
    ['reads of a story', QUANTITIES.story.reads, () => measured.story.reads],
    ['reads of a tick', QUANTITIES.tick.reads, () => measured.tick.reads],
    ['bytes of a story', QUANTITIES.storyBytes, () => measured.storyBytes],
  ])('as %s, which are rather too many than too few', (_, reckoned, of) => {
    expect(of()).toBeLessThanOrEqual(reckoned);
    expect(of()).toBeGreaterThan(0.7 * reckoned);
  });
});
