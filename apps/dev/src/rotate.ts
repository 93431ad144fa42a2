import { rotateThrough } from './control/client.ts';
import { Credentials } from './credentials.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { givenSecrets } from './rotation/given.ts';
import { rotationArgs } from './rotation/args.ts';
import { outcomeLines, secretLines } from './rotation/format.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';

const progress = consoleProgress();

try {
  const { list, ...order } = rotationArgs(process.argv.slice(2));
  const settings = settingsHere();
  const state = stateIn(settings.state);
  const lines = list
    ? secretLines(new Credentials(state.credentials), givenSecrets(settings).keys())
    : outcomeLines(await rotateThrough(state, order, (line) => progress.line(line)));
  for (const line of lines) progress.line(line);
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
