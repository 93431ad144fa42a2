import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const RESTART = 100;

/** How a replica is run: its name, and what its process is told. */
export interface Place {
  readonly instance: string;
  readonly environment: Record<string, string>;
}

/** Replicas as processes of their own: each is started again when it ends, until all are stopped. */
export class Crew {
  private readonly running = new Map<string, ChildProcess>();
  private readonly paused = new Set<ChildProcess>();
  private isOver = false;

  private readonly program: string;
  private readonly places: readonly Place[];
  constructor(program: string, places: readonly Place[]) {
    this.program = program;
    this.places = places;
  }

  start() {
    for (const place of this.places) void this.keep(place);
  }

  get instances(): string[] {
    return [...this.running.keys()];
  }

  /** Ends a replica as a crash would. */
  kill(instance: string) {
    this.running.get(instance)?.kill('SIGKILL');
  }

  /** Stops a replica for a while as a machine that hangs would, with all that it believes. */
  async pause(instance: string, length: number) {
    const process = this.running.get(instance);
    if (!process?.kill('SIGSTOP')) return;
    this.paused.add(process);
    await wait(length);
    this.paused.delete(process);
    process.kill('SIGCONT');
  }

  async stop() {
    this.isOver = true;
    for (const process of this.paused) process.kill('SIGCONT');
    const ended = [...this.running.values()].map((process) => once(process, 'exit'));
    for (const process of this.running.values()) process.kill('SIGKILL');
    await Promise.all(ended);
  }

  private async keep({ instance, environment }: Place) {
    const env = { PATH: process.env['PATH'], ...environment, INSTANCE: instance, HEALTH_PORT: '0' };
    while (!this.isOver) {
      const child = fork(this.program, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      this.running.set(instance, child);
      await once(child, 'exit');
      this.running.delete(instance);
      await wait(RESTART);
    }
  }
}
