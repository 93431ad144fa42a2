import { resolve } from 'node:path';
import { restore } from './backup/restore.ts';
import { explain, Problem } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';

const progress = consoleProgress();

try {
  const [folder] = process.argv.slice(2);
  if (!folder)
    throw new Problem('Say what is to be restored', '`npm run restore -- <folder>`, with a folder that `npm run backup` has made');
  const { state } = settingsHere();
  const { madeAt } = await restore(resolve(process.env.INIT_CWD ?? '', folder), state, progress);
  progress.line(`
${state} is as the shop was on ${madeAt}. What has happened since is not in it.
  npm start                            opens it
  npm run log -- verify                asks then whether every log is as it was written
`);
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
