import { spawnSync } from 'node:child_process';
import { judge } from './advisories/report.ts';
import { consoleProgress } from './progress.ts';
import { repositoryRoot } from './settings.ts';

/** A registry that doesn't answer is told of after this many milliseconds. */
const PATIENCE = 60_000;

const progress = consoleProgress();
const { stdout, error } = spawnSync('npm', ['audit', '--json', '--fetch-retries=1'], {
  cwd: repositoryRoot,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  timeout: PATIENCE,
});
const { lines, isWell } = judge(stdout || JSON.stringify({ message: error?.message ?? 'npm said nothing' }));
for (const line of lines) {
  if (isWell) progress.line(line);
  else progress.wrong(line);
}
process.exitCode = isWell ? 0 : 1;
