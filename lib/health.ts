import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import { startEvery } from './start-every.ts';
import type { Storage } from './storage.ts';

/** How often the feeds are looked over. */
export const HEALTH_PERIOD = Duration.minutes(15);

/** Tells now and then how all feeds do together. */
export class Health extends Construct {
  readonly worker: PipelineFunction;

  constructor(scope: Construct, id: string, { storage, ...shared }: SharedProps & { readonly storage: Storage }) {
    super(scope, id);
    this.worker = new PipelineFunction(this, 'Worker', {
      step: 'health',
      description: 'Looks over the feeds: how many fail, and whether news is overdue',
      memorySize: 256,
      // 10,000 feeds are some 40 MB of rows.
      timeout: Duration.minutes(2),
      ...shared,
    });
    storage.bindFeeds(this.worker, ['Scan']);
    startEvery(this, 'Tick', HEALTH_PERIOD, this.worker, 'Looks over the feeds');
  }
}
