import { Command, CommanderError } from '@commander-js/extra-typings';
import { describe } from '../local/faults.ts';
import { printable } from '../local/printable.ts';
import packageJson from '../package.json' with { type: 'json' };
import { costCommand } from './commands/cost.ts';
import { explainCommand } from './commands/explain.ts';
import { feedsCommand } from './commands/feeds.ts';
import { importCommand } from './commands/import.ts';
import { itemCommand } from './commands/item.ts';
import { latencyCommand } from './commands/latency.ts';
import { parseCommand } from './commands/parse.ts';
import { queryCommand } from './commands/query.ts';
import { redriveCommand } from './commands/redrive.ts';
import { replayCommand } from './commands/replay.ts';
import { retagCommand } from './commands/retag.ts';
import { sqlCommand } from './commands/sql.ts';
import { startCommand } from './commands/start.ts';
import { tagCommand } from './commands/tag.ts';
import { traceCommand } from './commands/trace.ts';
import { regionsCommand, topicsCommand } from './commands/vocabulary.ts';
import { watchCommand } from './commands/watch.ts';

/** Exit codes: 0 done, 1 it failed or something of that name does not exist, 2 the command line cannot be read. */
const FAILED = 1;
const MISUSED = 2;

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('dateline')
    .version(packageJson.version)
    .description('Polls news wires, keeps what they sent, tags it by region and topic, and finds it again.')
    .addHelpText(
      'after',
      '\nData is kept under .dateline/, or in the folder that DATELINE_HOME names; --stack works on a deployed stack instead.',
    )
    .showHelpAfterError('(--help shows what it takes)');
  const commands = [
    startCommand(),
    queryCommand(),
    sqlCommand(),
    itemCommand(),
    explainCommand(),
    traceCommand(),
    regionsCommand(),
    topicsCommand(),
    feedsCommand(),
    latencyCommand(),
    importCommand(),
    parseCommand(),
    tagCommand(),
    replayCommand(),
    redriveCommand(),
    retagCommand(),
    watchCommand(),
    costCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands, ...commands.flatMap(({ commands }) => commands)]) command.exitOverride();

  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    process.stderr.write(`dateline: ${printable(describe(error))}\n`);
    return FAILED;
  }
}
