import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const RESTART = 100;
/** Milliseconds that a replica gets to say how it is. */
const PATIENCE = 3000;

/** How a replica is run: its name, where it says how it is, and what its process is told. */
export interface Post {
  readonly instance: string;
  readonly healthPort: number;
  readonly environment: Record<string, string>;
}

/** What a replica says about itself: nothing when it doesn't answer. */
export type Health = Readonly<Record<string, string>> | undefined;

/** Replicas as processes of their own: each is started again when it ends, until all are stopped. */
export class Crew {
  /** How often a replica has ended, for whatever reason. */
  ended = 0;
  private readonly running = new Map<string, ChildProcess>();
  private readonly paused = new Set<ChildProcess>();
  /** Milliseconds by which the clocks of replicas that start are wrong. */
  private ahead = 0;
  private isOver = false;

  private readonly program: string;
  private readonly posts: readonly Post[];
  constructor(program: string, posts: readonly Post[]) {
    this.program = program;
    this.posts = posts;
  }

  start() {
    for (const post of this.posts) void this.keep(post);
  }

  get instances(): string[] {
    return [...this.running.keys()];
  }

  /** Ends a replica as a crash would. */
  kill(instance: string) {
    this.running.get(instance)?.kill('SIGKILL');
  }

  /** Stops a replica as a machine that hangs would, with all that it believes; answers how it goes on. */
  pause(instance: string): () => void {
    const process = this.running.get(instance);
    if (!process?.kill('SIGSTOP')) return () => {};
    this.paused.add(process);
    return () => {
      this.paused.delete(process);
      process.kill('SIGCONT');
    };
  }

  /** Lets a replica's clock jump. */
  setClock(instance: string, ahead: number) {
    // Whoever ends at this moment has no clock any more.
    this.running.get(instance)?.send({ ahead }, () => {});
  }

  /** Lets all clocks jump to the same time, also those of replicas that start later. */
  setAllClocks(ahead: number) {
    this.ahead = ahead;
    for (const instance of this.instances) this.setClock(instance, ahead);
  }

  /** What a replica says about itself. */
  async healthOf(instance: string): Promise<Health> {
    const { healthPort } = this.posts.find((post) => post.instance === instance)!;
    try {
      const answer = await fetch(`http://127.0.0.1:${healthPort}/health/ready`, { signal: AbortSignal.timeout(PATIENCE) });
      return (await answer.json()) as Record<string, string>;
    } catch {
      return undefined;
    }
  }

  async stop() {
    this.isOver = true;
    for (const process of this.paused) process.kill('SIGCONT');
    const ended = [...this.running.values()].map((process) => once(process, 'exit'));
    for (const process of this.running.values()) process.kill('SIGKILL');
    await Promise.all(ended);
  }

  private async keep({ instance, healthPort, environment }: Post) {
    const env = { PATH: process.env['PATH'], ...environment, INSTANCE: instance, HEALTH_PORT: String(healthPort) };
    while (!this.isOver) {
      const child = fork(this.program, { env: { ...env, AHEAD: String(this.ahead) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      this.running.set(instance, child);
      await once(child, 'exit');
      this.running.delete(instance);
      this.ended += 1;
      await wait(RESTART);
    }
  }
}
