import { Problem, reasonOf } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { lastLines, rotateLog } from './log-file.ts';
import type { ProcessSpec, ProcessStatus } from './process-spec.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** Milliseconds between two looks at how large the logs have become. */
const LOGS_PAUSE = 5000;

/** All processes of the shop on this machine: started, watched, healed, and stopped in order. */
export class Supervisor {
  readonly #processes = new Map<string, SupervisedProcess>();
  readonly #places: { logs: string; run: string };
  readonly #progress: Progress;
  readonly #tidying: NodeJS.Timeout;
  #closed = false;

  constructor(places: { logs: string; run: string }, progress: Progress) {
    this.#places = places;
    this.#progress = progress;
    this.#tidying = setInterval(() => void this.#rotateLogs(), LOGS_PAUSE).unref();
  }

  /** Starts a process and keeps it running until it is removed. */
  add(spec: ProcessSpec): SupervisedProcess {
    if (this.#closed) throw new Problem('The shop is stopping', 'start it again with `npm start`');
    if (this.#processes.has(spec.instance)) throw new Error(`${spec.instance} runs already`);
    const added = new SupervisedProcess(spec, this.#places);
    added.on('crash', (reason, wait) => this.#tell(added, reason, wait));
    added.setMaxListeners(50);
    this.#processes.set(spec.instance, added);
    added.start();
    return added;
  }

  /** Stops a process and forgets it. */
  async remove(instance: string): Promise<void> {
    const removed = this.find(instance);
    await removed.stop();
    this.#processes.delete(instance);
  }

  /** The process of this name, or a Problem that lists those there are. */
  find(instance: string): SupervisedProcess {
    const found = this.#processes.get(instance);
    if (found) return found;
    throw new Problem(`There is no process ${instance}`, `these there are: ${[...this.#processes.keys()].join(', ')}`);
  }

  ofUnit(unit: string): SupervisedProcess[] {
    return [...this.#processes.values()].filter(({ spec }) => spec.unit === unit);
  }

  status(): ProcessStatus[] {
    return [...this.#processes.values()].map((each) => each.status());
  }

  /** The lowest numbers that make new names for processes of this unit. */
  freeNames(unit: string, count: number): string[] {
    const names: string[] = [];
    for (let number = 1; names.length < count; number += 1) {
      const name = `${unit}-${number}`;
      if (!this.#processes.has(name)) names.push(name);
    }
    return names;
  }

  /** Stops everything, the highest level first, those of one level side by side; nothing starts afterwards. */
  async stopAll(): Promise<void> {
    this.#close();
    const levels = new Set([...this.#processes.values()].map(({ spec }) => spec.level));
    for (const level of [...levels].sort((a, b) => b - a)) {
      await Promise.all([...this.#processes.values()].filter(({ spec }) => spec.level === level).map((each) => each.stop()));
    }
  }

  /** Ends everything at once. */
  async forceAll(): Promise<void> {
    this.#close();
    await Promise.all([...this.#processes.values()].map((each) => each.force()));
  }

  #close(): void {
    this.#closed = true;
    clearInterval(this.#tidying);
  }

  async #rotateLogs(): Promise<void> {
    for (const { log } of this.#processes.values())
      await rotateLog(log).catch((error: unknown) => this.#progress.wrong(`${log} can't be put aside: ${reasonOf(error)}`));
  }

  #tell({ spec, log }: SupervisedProcess, reason: string, wait: number): void {
    this.#progress.wrong(`${spec.instance} has stopped unexpectedly (${reason}); it starts again in ${wait} ms (${log})`);
    for (const line of lastLines(log, 4)) this.#progress.line(`    | ${line}`);
  }
}
