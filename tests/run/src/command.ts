import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '@jogakbo/dev';

/** How a command is run. */
export interface CommandOptions {
  environment?: Record<string, string>;
  /** Whether its output is kept for later instead of being shown as it comes. */
  quiet?: boolean;
  signal: AbortSignal;
}

/** How a command ended. */
export interface Ended {
  well: boolean;
  /** What it wrote, if it was quiet. */
  output: string;
}

/** Runs a command in the workspace to its end; an interruption stops it and all that it has started. */
export async function command(
  [executable = '', ...args]: string[],
  { environment = {}, quiet = false, signal }: CommandOptions,
): Promise<Ended> {
  signal.throwIfAborted();
  const output = quiet ? 'pipe' : 'inherit';
  const child = spawn(executable, args, {
    cwd: repositoryRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
    detached: true,
  });
  const stop = () => child.pid && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => void (written += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return { well: code === 0, output: written };
}

/** A script of the root's package.json. */
export const script = (name: string) => [process.execPath, '--run', name];

/** A program that a package brings. */
export const program = (path: string, ...args: string[]) => [process.execPath, `${repositoryRoot}/node_modules/${path}`, ...args];
