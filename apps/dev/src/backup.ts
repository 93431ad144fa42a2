import { resolve } from 'node:path';
import { backUpThrough } from './control/client.ts';
import { explain, Problem } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';

const progress = consoleProgress();

try {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Problem('Say where the backup is to be', '`npm run backup -- <folder>`, which must not be there yet');
  // npm runs scripts in the repository's folder, wherever it was called.
  const place = resolve(process.env.INIT_CWD ?? '', folder);
  const { stillFor } = await backUpThrough(stateIn(settingsHere().state), place, (line) => progress.line(line));
  progress.line(`
The backup is in ${place}. It holds passwords and customers' data: keep it as you keep those.
Nobody lost anything meanwhile; messages waited for ${stillFor} ms.
  npm run restore -- ${folder}         makes a new state folder of it
`);
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
