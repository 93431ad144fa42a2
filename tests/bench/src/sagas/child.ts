import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs in a process of its own and has said that it is ready. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts a program. For a look inside: PARTICIPANT_OPTIONS=--cpu-prof … */
export async function startChild(program: string, environment: Record<string, string>): Promise<Child> {
  const execArgv = (process.env['PARTICIPANT_OPTIONS'] ?? '').split(' ').filter(Boolean);
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', LOG_LEVEL: 'error', ...environment };
  const child = fork(program, { env, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error(`${program} ended with ${child.exitCode} before it was ready.`);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { pid: child.pid!, process: child, stop };
}
