import { join } from 'node:path';
import { Aws, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundlingOf, PROJECT_ROOT } from './bundling.ts';
import { keyRights } from './key-rights.ts';

/** What all functions of a stack have in common. */
export interface SharedProps {
  /** @default RetentionDays.ONE_MONTH */
  readonly logRetention?: RetentionDays | undefined;
  /** Encrypts whatever the stack keeps, the logs among it. @default - the keys that AWS itself keeps */
  readonly encryptionKey?: IKey | undefined;
}

export interface PipelineFunctionProps extends SharedProps {
  /** The folder under `lambdas/` whose `handler.ts` is deployed. */
  readonly step: string;
  readonly description: string;
  /** In MB. 1769 is one whole vCPU. */
  readonly memorySize: number;
  readonly timeout: Duration;
  /** @default - none */
  readonly environment?: Record<string, string>;
  /**
   * Files laid beside the code: path, from the project's root, by the name that it has in the function's working folder.
   * A change of one is a change of the asset.
   *
   * @default - none
   */
  readonly files?: Record<string, string>;
}

/** A Node function of ours: one bundle with its SDK, JSON logs in its own group, and a role that may do nothing else. */
export class PipelineFunction extends Construct {
  readonly function: NodejsFunction;
  private readonly role: Role;
  private readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
    });
    this.key = props.encryptionKey;
    // A role of its own, since CDK's default one comes with a managed policy that may write to every log group.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);

    // No X-Ray: it wants a `*` resource, and the logs carry what it would show.
    this.function = new NodejsFunction(this, 'Function', {
      entry: join(PROJECT_ROOT, 'lambdas', props.step, 'handler.ts'),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize,
      timeout: props.timeout,
      environment: { ...props.environment },
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      bundling: bundlingOf(this, props.files ?? {}),
    });
  }

  /** The one door to a right: these actions, on these resources, with what they need of the key that encrypts those. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    );
    this.allowKey(actions);
  }

  /** Lets the function use the stack's key as these actions need it, and through their service alone. */
  allowKey(actions: readonly string[]): void {
    if (!this.key) return;
    for (const { service, actions: onKey } of keyRights(actions)) {
      this.role.addToPrincipalPolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: [...onKey],
          resources: [this.key.keyArn],
          // The key may serve others too: what they have encrypted with it stays closed.
          conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
        }),
      );
    }
  }

  /** Where an acknowledgement about this function's policies belongs. */
  get policies(): Construct {
    return this.role;
  }
}
