import { defineConfig } from 'vitest/config';

/** `npm run test:deploy`: the real stack, deployed by the real CDK into an emulator. */
export default defineConfig({
  test: {
    include: ['test/deploy/**/*.test.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    reporters: ['verbose'],
    // One story: what a test finds, the one before has made.
    sequence: { concurrent: false },
    fileParallelism: false,
    bail: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
