import { execFile } from 'node:child_process';
import path from 'node:path';

const workspace = path.resolve(import.meta.dirname, '../../..');

/** `npm run <script> -- …` as whoever runs the shop would: its exit code, and all that it says. */
export function npmRun(script: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', script, '--', ...args], { cwd: workspace }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}
export const npmFeed = (...args: string[]) => npmRun('feed', ...args);
