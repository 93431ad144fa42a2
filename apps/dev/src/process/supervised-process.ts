import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem, reasonOf } from '../problem.ts';
import { childrenOf } from './identity.ts';
import { lastLines, markLaunch, openLog } from './log-file.ts';
import { forgetProcess, recordProcess } from './record.ts';
import { residentBytes } from './memory.ts';
import type { Launch, ProcessSpec, ProcessState, ProcessStatus } from './process-spec.ts';

interface ProcessEvents {
  ready: [];
  crash: [reason: string, delay: number];
  end: [];
}

const FIRST_DELAY = 50;
const LONGEST_DELAY = 5000;
const STEADY_AFTER = 10_000;
const STOP_DEADLINE = 10_000;

/** A process that is started again, ever less eagerly, whenever it ends without having been asked to. */
export class SupervisedProcess extends EventEmitter<ProcessEvents> {
  readonly spec: ProcessSpec;
  readonly log: string;
  readonly #run: string;
  #state: ProcessState = 'stopped';
  #wanted = false;
  #launching = false;
  #child: ChildProcess | undefined;
  #port: number | undefined;
  #startedAt = 0;
  #restarts = 0;
  #delay = FIRST_DELAY;
  #again: NodeJS.Timeout | undefined;

  constructor(spec: ProcessSpec, places: { logs: string; run: string }) {
    super();
    this.spec = spec;
    this.log = join(places.logs, `${spec.instance}.log`);
    this.#run = places.run;
  }

  get state(): ProcessState {
    return this.#state;
  }

  status(): ProcessStatus {
    const { instance, unit, version } = this.spec;
    const pid = this.#child?.pid ?? null;
    return {
      instance,
      unit,
      version,
      pid,
      port: this.#port ?? null,
      state: this.#state,
      restarts: this.#restarts,
      rss: pid ? residentBytes(pid) : 0,
    };
  }

  /** Runs it and keeps it running. */
  start(): void {
    this.#wanted = true;
    this.#delay = FIRST_DELAY;
    clearTimeout(this.#again);
    if (!this.#child && !this.#launching) void this.#launch();
  }

  /** Resolves when it is ready; rejects when it has crashed this often, was stopped, or the deadline has passed. */
  async untilReady(deadline: number, crashes = Number.POSITIVE_INFINITY): Promise<void> {
    if (this.#state === 'ready') return;
    const { instance } = this.spec;
    const heard = new AbortController();
    const crashed = async () => {
      for (let count = 1; ; count += 1) {
        const [reason] = await once(this, 'crash', { signal: heard.signal });
        if (count >= crashes) throw this.#failure(`${instance} doesn't start: ${String(reason)}`);
      }
    };
    const stopped = once(this, 'end', { signal: heard.signal }).then(() => {
      throw this.#failure(`${instance} was stopped before it was ready`);
    });
    const late = delay(deadline, undefined, { signal: heard.signal }).then(() => {
      throw this.#failure(`${instance} was not ready after ${deadline / 1000} s`);
    });
    const outcomes = [once(this, 'ready', { signal: heard.signal }), crashed(), stopped, late];
    for (const outcome of outcomes) outcome.catch(() => {});
    await Promise.race(outcomes).finally(() => heard.abort());
  }

  /** Asks it to stop, insists after ten seconds, and keeps it stopped. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#again);
    if (!this.#child) return this.#ended();
    const ended = once(this, 'end');
    if (this.#state === 'paused') this.resume();
    this.#state = 'stopping';
    this.#signal(this.spec.stopSignal ?? 'SIGTERM');
    const insist = setTimeout(() => this.#signal('SIGKILL', true), this.spec.stopDeadline ?? STOP_DEADLINE);
    await ended;
    clearTimeout(insist);
  }

  /** Ends it at once and for good. */
  async force(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#again);
    if (!this.#child) return;
    const ended = once(this, 'end');
    this.#signal(this.spec.killSignal ?? 'SIGKILL', true);
    const insist = setTimeout(() => this.#signal('SIGKILL', true), 2000);
    await ended;
    clearTimeout(insist);
  }

  /** Kills it as a crash would; it is started again. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  /** Freezes it and its children: it holds its connections and answers nothing. */
  pause(): void {
    if (!this.#child) return;
    this.#state = 'paused';
    this.#signalTree('SIGSTOP');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#signalTree('SIGCONT');
    this.#state = 'starting';
    if (this.#child) void this.#watchReadiness(this.#child, this.#isReady);
  }

  /** Asks the running process to read its configuration again. */
  reload(): void {
    this.#signal('SIGHUP');
  }

  #isReady: Launch['isReady'] = async () => false;

  async #launch(): Promise<void> {
    this.#launching = true;
    this.#state = 'starting';
    this.#startedAt = Date.now();
    try {
      const launch = await this.spec.prepare();
      if (!this.#wanted) return this.#ended();
      this.#port = launch.port;
      this.#isReady = launch.isReady;
      this.#spawn(launch.environment);
    } catch (error) {
      this.#crashed(reasonOf(error));
    } finally {
      this.#launching = false;
    }
  }

  #spawn(environment: Record<string, string>): void {
    const { spec } = this;
    const log = openLog(this.log);
    markLaunch(log, `${spec.instance} ${spec.version}`);
    // A group of its own, so that Ctrl-C in the terminal reaches the supervisor alone, who stops all in order.
    const child = spawn(spec.command, spec.args, {
      cwd: spec.folder,
      env: environment,
      detached: true,
      stdio: ['ignore', log, log],
      ...spec.runAs,
    });
    closeSync(log);
    child.once('error', (error) => child.pid ?? this.#exited(child, reasonOf(error)));
    child.once('exit', (code, signal) => this.#exited(child, signal ? `ended by ${signal}` : `exit code ${code}`));
    this.#child = child;
    if (!child.pid) return;
    recordProcess(this.#run, spec.instance, child.pid, spec.stopSignal ?? 'SIGTERM');
    void this.#watchReadiness(child, this.#isReady);
  }

  async #watchReadiness(child: ChildProcess, isReady: Launch['isReady']): Promise<void> {
    const waits = () => this.#child === child && this.#state === 'starting';
    while (waits()) {
      const ready = await isReady().catch(() => false);
      if (!waits()) return;
      if (ready) {
        this.#state = 'ready';
        this.emit('ready');
        return;
      }
      await delay(40);
    }
  }

  #exited(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#port = undefined;
    forgetProcess(this.#run, this.spec.instance);
    if (this.#wanted) this.#crashed(reason);
    else this.#ended();
  }

  #crashed(reason: string): void {
    if (!this.#wanted) return this.#ended();
    if (Date.now() - this.#startedAt >= STEADY_AFTER) this.#delay = FIRST_DELAY;
    this.#state = 'waiting';
    this.#restarts += 1;
    const wait = this.#delay;
    this.#delay = Math.min(wait * 2, LONGEST_DELAY);
    this.#again = setTimeout(() => void this.#launch(), wait);
    this.emit('crash', reason, wait);
  }

  #ended(): void {
    this.#state = 'stopped';
    this.emit('end');
  }

  #signal(name: NodeJS.Signals, group = false): void {
    const pid = this.#child?.pid;
    if (pid) send(group ? -pid : pid, name);
  }

  #signalTree(name: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid) for (const each of [pid, ...childrenOf(pid)]) send(each, name);
  }

  #failure(message: string): Problem {
    const said = lastLines(this.log, 6).map((line) => `\n    | ${line}`);
    return new Problem(`${message}${said.join('')}`, `read ${this.log}`);
  }
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile; its exit is on the way.
  }
}
