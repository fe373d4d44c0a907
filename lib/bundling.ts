import { join, resolve } from 'node:path';
import {
  type BundlingOptions,
  type ICommandHooks,
  LogLevel,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Context key: `true` lays esbuild's `index.meta.json` beside the code, for who looks at what a bundle is made of. */
export const METAFILE = 'dateline:metafile';

/** A function finds its credentials in its environment; the SDK loads these where it does not. */
const OTHER_CREDENTIALS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** What dependencies load and never use here. */
const LEFT_OUT = ['cssomnom/parse', 'xmlbuilder'];

/**
 * How the code of a function is bundled: small, since the time of a cold start goes by the size of the code.
 *
 * @param files laid beside the code: path, from the project's root, by the name that it has there
 */
export const bundlingOf = (scope: Construct, files: Readonly<Record<string, string>>): BundlingOptions => ({
  // Not an ES module: one loads all of `node:http`, undici included, and cannot put off reading JSON.
  format: OutputFormat.CJS,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  logLevel: LogLevel.WARNING,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  inject: [join(PROJECT_ROOT, 'lambdas/shared/stack-traces.ts')],
  define: { 'import.meta.filename': '__filename' },
  // Data lies beside the code as it is, and is read when the module that imports it runs.
  loader: { '.json': 'copy' },
  // The runtime's SDK moves under us; a bundled one is the one that the tests ran with, and starts faster.
  bundleAwsSDK: true,
  externalModules: OTHER_CREDENTIALS,
  esbuildArgs: Object.fromEntries(LEFT_OUT.map((name) => [`--alias:${name}`, join(PROJECT_ROOT, 'lib/left-out.cjs')])),
  metafile: scope.node.tryGetContext(METAFILE) === true,
  commandHooks: copyInto(files),
});

/** Copies by Node itself: `cp` is not there on Windows. Paths are encoded, since a shell may read something into them. */
const copyInto = (files: Readonly<Record<string, string>>): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (_input, output) =>
    Object.entries(files).map(
      ([name, path]) =>
        `node -e "require('fs').copyFileSync(...process.argv.slice(1).map((path)=>Buffer.from(path,'base64url').toString()))" ${encoded(resolve(PROJECT_ROOT, path))} ${encoded(join(output, name))}`,
    ),
});

const encoded = (path: string): string => Buffer.from(path).toString('base64url');
