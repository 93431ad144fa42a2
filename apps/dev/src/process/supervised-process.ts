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
/** Milliseconds between two questions whether it is well. */
const HEALTH_PAUSE = 2000;
const STEADY_AFTER = 10_000;
const STOP_DEADLINE = 10_000;
const FORCE_DEADLINE = 2000;

/** A process that is started again, ever less eagerly, whenever it ends without having been asked to. */
export class SupervisedProcess extends EventEmitter<ProcessEvents> {
  readonly spec: ProcessSpec;
  readonly log: string;
  readonly #records: string;
  #state: ProcessState = 'stopped';
  #wanted = false;
  #launching = false;
  #child: ChildProcess | undefined;
  /** The child that has been asked to end: if it is to run again by then, its end is no crash. */
  #leaving: ChildProcess | undefined;
  #port: number | undefined;
  #environment: Record<string, string> | undefined;
  #startedAt = 0;
  #restarts = 0;
  #delay = FIRST_DELAY;
  #again: NodeJS.Timeout | undefined;

  constructor(spec: ProcessSpec, places: { logs: string; run: string }) {
    super();
    this.spec = spec;
    this.log = join(places.logs, `${spec.instance}.log`);
    this.#records = places.run;
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** What the child that runs was started with; nothing while none runs. */
  get environment(): Readonly<Record<string, string>> | undefined {
    return this.#environment;
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

  /** Runs it and keeps it running; while it stops, it runs again as soon as it has stopped. */
  start(): void {
    this.#wanted = true;
    this.#delay = FIRST_DELAY;
    clearTimeout(this.#again);
    if (!this.#child && !this.#launching) void this.#launch();
  }

  /** Resolves when it is ready; rejects when it has crashed this often, was stopped, the deadline has passed, or the signal is heard. */
  async untilReady(deadline: number, crashes = Number.POSITIVE_INFINITY, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
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
    const outcomes: Promise<unknown>[] = [once(this, 'ready', { signal: heard.signal }), crashed(), stopped, late];
    if (signal) outcomes.push(once(signal, 'abort', { signal: heard.signal }).then(() => signal.throwIfAborted()));
    for (const outcome of outcomes) outcome.catch(() => {});
    await Promise.race(outcomes).finally(() => heard.abort());
  }

  /** Asks it to stop, insists after ten seconds, and keeps it stopped. */
  async stop(): Promise<void> {
    const child = this.#dismiss();
    if (!child) return this.#ended();
    if (this.#state === 'paused') this.resume();
    this.#state = 'stopping';
    send(child.pid, this.spec.stopSignal ?? 'SIGTERM');
    await gone(child, this.spec.stopDeadline ?? STOP_DEADLINE);
  }

  /** Ends it at once and for good. */
  async force(): Promise<void> {
    const child = this.#dismiss();
    if (!child) return this.#ended();
    sendGroup(child.pid, this.spec.killSignal ?? 'SIGKILL');
    await gone(child, FORCE_DEADLINE);
  }

  #dismiss(): ChildProcess | undefined {
    this.#wanted = false;
    clearTimeout(this.#again);
    this.#leaving = this.#child;
    return this.#child;
  }

  /** Kills it as a crash would: it is started again, unless it has been asked to stop. */
  kill(): void {
    send(this.#child?.pid, 'SIGKILL');
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
    send(this.#child?.pid, 'SIGHUP');
  }

  #isReady: Launch['isReady'] = async () => false;
  #isWell: Launch['isWell'];

  async #launch(): Promise<void> {
    this.#launching = true;
    this.#state = 'starting';
    this.#startedAt = Date.now();
    try {
      const launch = await this.spec.prepare();
      if (!this.#wanted) return this.#ended();
      this.#port = launch.port;
      this.#environment = launch.environment;
      this.#isReady = launch.isReady;
      this.#isWell = launch.isWell;
      this.#spawn(launch.environment);
    } catch (error) {
      this.#crashed(reasonOf(error));
    } finally {
      this.#launching = false;
    }
  }

  #spawn(environment: Record<string, string>): void {
    const { spec } = this;
    const child = this.#run(environment);
    let fault: string | undefined;
    child.once('error', (error) => child.pid ?? this.#exited(child, reasonOf(error)));
    child.once('exit', (code, signal) => this.#exited(child, fault ?? (signal ? `ended by ${signal}` : `exit code ${code}`)));
    this.#child = child;
    if (!child.pid) return;
    try {
      recordProcess(this.#records, spec.instance, child.pid, spec.stopSignal ?? 'SIGTERM');
    } catch (error) {
      // Nobody could end it if this supervisor were killed.
      fault = reasonOf(error);
      return sendGroup(child.pid, 'SIGKILL');
    }
    void this.#watchReadiness(child, this.#isReady);
  }

  #run(environment: Record<string, string>): ChildProcess {
    const { command, args, folder, runAs, instance, version } = this.spec;
    const log = openLog(this.log);
    try {
      markLaunch(log, `${instance} ${version}`);
      // A group of its own, so that Ctrl-C in the terminal reaches the supervisor alone, who stops all in order.
      return spawn(command, args, { cwd: folder, env: environment, detached: true, stdio: ['ignore', log, log], ...runAs });
    } finally {
      closeSync(log);
    }
  }

  async #watchReadiness(child: ChildProcess, isReady: Launch['isReady']): Promise<void> {
    const waits = () => this.#child === child && this.#state === 'starting';
    while (waits()) {
      const ready = await isReady().catch(() => false);
      if (!waits()) return;
      if (ready) {
        this.#state = 'ready';
        this.emit('ready');
        return this.#watchHealth(child);
      }
      await delay(40);
    }
  }

  async #watchHealth(child: ChildProcess): Promise<void> {
    const isWell = this.#isWell;
    const watches = () => this.#child === child && this.#state === 'ready';
    while (isWell && watches()) {
      await delay(HEALTH_PAUSE, undefined, { ref: false });
      // Who doesn't answer may be busy.
      if (!(await isWell().catch(() => true)) && watches()) return this.kill();
    }
  }

  #exited(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#port = undefined;
    this.#environment = undefined;
    forgetProcess(this.#records, this.spec.instance);
    if (!this.#wanted) this.#ended();
    else if (this.#leaving === child) void this.#launch();
    else this.#crashed(reason);
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

  #signalTree(name: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid) for (const each of [pid, ...childrenOf(pid)]) send(each, name);
  }

  #failure(message: string): Problem {
    const said = lastLines(this.log, 6).map((line) => `\n    | ${line}`);
    return new Problem(`${message}${said.join('')}`, `read ${this.log}`);
  }
}

/** Resolves when this child has ended; after the deadline it is killed with all that it has started. */
async function gone(child: ChildProcess, deadline: number): Promise<void> {
  const insist = setTimeout(() => sendGroup(child.pid, 'SIGKILL'), deadline);
  // A child that could not even be run has no exit, but an error.
  await once(child, 'exit').catch(() => {});
  clearTimeout(insist);
}

function send(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid) process.kill(pid, name);
  } catch {
    // It has ended meanwhile; its exit is on the way.
  }
}

function sendGroup(pid: number | undefined, name: NodeJS.Signals): void {
  send(pid && -pid, name);
}
