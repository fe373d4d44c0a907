import { join, resolve } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  type ICommandHooks,
  LogLevel,
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Context key: lays esbuild's `index.meta.json` beside the code. */
export const METAFILE = 'dateline:metafile';

const OTHER_CREDENTIALS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Modules that the dependencies of ours load and never use here. */
const LEFT_OUT = ['cssomnom/parse', 'xmlbuilder'];
const NOTHING = join(PROJECT_ROOT, 'lib/bundled/left-out.cjs');

export interface PipelineFunctionProps {
  /** The folder under `lambdas/` whose `handler.ts` is deployed. */
  readonly step: string;
  readonly description: string;
  /** In MB. 1769 is one whole vCPU. */
  readonly memorySize: number;
  readonly timeout: Duration;
  /** @default - none */
  readonly environment?: Record<string, string>;
  /** @default RetentionDays.ONE_MONTH */
  readonly logRetention?: RetentionDays | undefined;
  /**
   * Files laid beside the code: path, from the project's root, by the name that it has in the function's working folder.
   * A change of one is a change of the asset.
   *
   * @default - none
   */
  readonly files?: Record<string, string>;
}

/** A Node function of ours: one bundle with its SDK, its data beside it, JSON logs in its own group, and a role that may do nothing else. */
export class PipelineFunction extends Construct {
  readonly function: NodejsFunction;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
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
      bundling: {
        // Not an ES module: those load all of `node:http`, undici included, and cannot put off JSON.
        format: OutputFormat.CJS,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        logLevel: LogLevel.WARNING,
        sourceMapMode: SourceMapMode.EXTERNAL,
        sourcesContent: false,
        inject: [join(PROJECT_ROOT, 'lambdas/shared/stack-traces.ts')],
        define: { 'import.meta.filename': '__filename' },
        // Data lies beside the code, and is read by the code that needs it when that runs for the first time.
        loader: { '.json': 'copy' },
        // The runtime's SDK moves under us; a bundled one is the one that the tests ran with, and starts faster.
        bundleAwsSDK: true,
        // A function finds its credentials in its environment; the SDK would load these where it does not.
        externalModules: OTHER_CREDENTIALS,
        esbuildArgs: Object.fromEntries(LEFT_OUT.map((name) => [`--alias:${name}`, NOTHING])),
        // Only for who looks at what a bundle is made of.
        metafile: this.node.tryGetContext(METAFILE) === true,
        commandHooks: copyInto(props.files ?? {}),
      },
    });
  }

  /** The one door to a right: these actions, on these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    );
  }

  /** Where an acknowledgement about this function's policies belongs. */
  get policies(): Construct {
    return this.role;
  }
}

/** Copies by Node itself: `cp` is not there on Windows. */
const copyInto = (files: Record<string, string>): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (_input, output) =>
    Object.entries(files).map(
      ([name, path]) =>
        `node -e "require('fs').copyFileSync(process.argv[1],process.argv[2])" "${resolve(PROJECT_ROOT, path)}" "${join(output, name)}"`,
    ),
});
