import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import { startEvery } from './start-every.ts';
import type { Storage } from './storage.ts';

export interface CanaryProps extends SharedProps {
  readonly storage: Storage;
  /** How often due feeds are looked for. */
  readonly tick: Duration;
}

/**
 * How often it tells the stack something, and looks what became of what it told before. Not more often than feeds are
 * asked for: its feed holds twelve entries, which would come and go unseen, and the wait of none would be known.
 */
export const canaryPeriod = (tick: Duration): Duration => Duration.minutes(Math.max(5, tick.toMinutes()));

/** A feed of the stack's own, by which it is seen from outside whether stories still become answers, and how fast. */
export class Canary extends Construct {
  readonly worker: PipelineFunction;

  constructor(scope: Construct, id: string, { storage, tick, ...shared }: CanaryProps) {
    super(scope, id);
    this.worker = new PipelineFunction(this, 'Worker', {
      step: 'canary',
      description: 'Publishes to a feed of the stack’s own and looks how soon that is found',
      memorySize: 256,
      timeout: Duration.minutes(1),
      ...shared,
    });
    storage.bindItems(this.worker, ['BatchGetItem', 'Query']);
    storage.bindFeeds(this.worker, ['GetItem', 'PutItem', 'UpdateItem']);
    storage.bindCanaryFeed(this.worker, 'author');
    startEvery(this, 'Tick', canaryPeriod(tick), this.worker, 'Tries the stack by its canary');
  }
}
