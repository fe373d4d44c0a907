import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { PipelineFunction } from './pipeline-function.ts';

/**
 * Runs a function again and again. A run that is missed is never made up for: the next one finds the same work. So there
 * is neither a retry nor a dead-letter queue here; nor reserved concurrency, since runs that overlap do no harm
 * (conditional writes, deduplication ids) and a new account has none to reserve.
 *
 * @param period whole minutes
 */
export function startEvery(
  scope: Construct,
  id: string,
  period: Duration,
  { function: fn }: PipelineFunction,
  description: string,
): void {
  const stale = { maxEventAge: Duration.minutes(1), retryAttempts: 0 };
  fn.configureAsyncInvoke(stale);
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
  new Schedule(scope, id, {
    description,
    schedule: ScheduleExpression.rate(period),
    // The target's own grant would cover every version of the function as well.
    target: new LambdaInvoke(fn, { role: role.withoutPolicyUpdates(), ...stale }),
  });
}
