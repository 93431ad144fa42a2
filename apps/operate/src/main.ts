import { explain, Problem } from '@jogakbo/dev';
import { commandIn, type Commands } from './args.ts';
import { deadLetterCommands } from './dead-letters/commands.ts';
import { logCommands } from './log/commands.ts';
import { type Context, inRunningShop } from './operator/context.ts';
import { sagaCommands } from './sagas/commands.ts';
import { runAsStaff } from './staff/commands.ts';
import { viewCommands } from './views/commands.ts';

/** What the operator asks of verticals, by topic. */
const topics: ReadonlyMap<string, Commands<Context>> = new Map([
  ['dead-letters', deadLetterCommands],
  ['log', logCommands],
  ['sagas', sagaCommands],
  ['views', viewCommands],
]);

/** Runs one command; answers whether all is well. */
async function run([topic = '', ...args]: string[]): Promise<boolean> {
  if (topic === 'staff') return runAsStaff(args);
  const commands = topics.get(topic);
  if (!commands) throw new Problem(`Unknown topic: ${topic}`, [...topics.keys(), 'staff'].map((each) => `npm run ${each}`).join('\n'));
  const command = commandIn(topic, commands, args);
  return inRunningShop(command.run);
}

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
