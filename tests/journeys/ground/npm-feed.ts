import { execFile } from 'node:child_process';
import path from 'node:path';

const workspace = path.resolve(import.meta.dirname, '../../..');

/** `npm run feed -- …` as a shop owner would run it: its exit code, and all that it says. */
export function npmFeed(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'feed', '--', ...args], { cwd: workspace }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}
