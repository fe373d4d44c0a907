import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Alarms, type AlarmsProps } from './alarms.ts';
import { Canary } from './canary.ts';
import { drawDashboard } from './dashboard.ts';
import { Health } from './health.ts';
import type { Ingestion } from './ingestion.ts';
import { drawMetrics } from './metrics.ts';
import type { SharedProps } from './pipeline-function.ts';
import type { Polling } from './polling.ts';
import type { Query } from './query.ts';
import type { Storage } from './storage.ts';

export interface MonitoringProps extends SharedProps, Pick<AlarmsProps, 'alarmEmail'> {
  readonly storage: Storage;
  readonly polling: Polling;
  readonly ingestion: Ingestion;
  readonly query: Query;
}

/** Whether the stack does its work: what it measures of itself, who is told when it fails, and where to look. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;
  readonly canaryLog: ILogGroup;

  constructor(
    scope: Construct,
    id: string,
    { query, logRetention, encryptionKey, alarmEmail, ...parts }: MonitoringProps,
  ) {
    super(scope, id);
    const { storage, polling, ingestion } = parts;
    const canary = new Canary(this, 'Canary', { storage, tick: polling.tick, logRetention, encryptionKey });
    const health = new Health(this, 'Health', { storage, logRetention, encryptionKey });
    this.canaryLog = canary.worker.function.logGroup;
    const metrics = drawMetrics(this, {
      ingest: ingestion.log,
      health: health.worker.function.logGroup,
      canary: this.canaryLog,
    });
    const alarms = new Alarms(this, 'Alarms', { ...parts, metrics, alarmEmail, encryptionKey });
    this.dashboardUrl = drawDashboard(this, 'Dashboard', {
      ...parts,
      metrics,
      alarms: alarms.all,
      functions: {
        schedule: polling.schedule,
        fetch: polling.fetch,
        ingest: ingestion.ingest,
        query: query.answer,
        canary: canary.worker,
        health: health.worker,
      },
    });
  }
}
