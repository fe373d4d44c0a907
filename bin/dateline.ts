#!/usr/bin/env -S node --import tsx
// The AWS SDK warns on Node 20 that it will drop it one day; a person at a terminal can do nothing with that.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Progress and summary tell a person what the log would; a level that they set themselves shows it.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

// dateline's own faults end here with a line or a stack; so must those that the embedded database throws on its own, such
// as that of a full disk.
process.on('uncaughtException', async (error) => {
  const { describe } = await import('../local/faults.ts');
  process.stderr.write(`dateline: ${describe(error)}\n`);
  process.exit(1);
});

// `dateline query | head -1`: who read us has had enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
