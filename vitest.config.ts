import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // `npm run test:deploy` has its own.
    exclude: ['test/deploy/**'],
    // The AWS SDK warns on Node 20 that a later release will drop it; the deployed runtime is Node 24.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', POWERTOOLS_LOG_LEVEL: 'SILENT' },
    testTimeout: 20_000,
    coverage: { provider: 'v8', include: ['{bin,lib,lambdas,local,remote}/**/*.ts'] },
  },
});
