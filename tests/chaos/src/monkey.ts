import { setTimeout as wait } from 'node:timers/promises';
import type { Control, ProcessStatus } from '@jogakbo/dev';
import { type Dice, oneOf } from '@jogakbo/testing/dice';

type Verb = 'kill' | 'pause' | 'cut';

/** Something that was done to a process. */
export interface Mischief {
  readonly instance: string;
  readonly verb: Verb;
}

export interface MonkeyOptions {
  readonly control: Control;
  readonly dice: Dice;
  /** Milliseconds between two deeds, at most. */
  readonly pause: number;
  /** What it breaks; anything, where it is not said. */
  readonly prey?: readonly string[] | undefined;
}

/** How long a process stays frozen or cut off, in milliseconds, at most: longer than others wait for it. */
const AWAY = 6000;
/** Milliseconds after which connections that were made anew are broken again. */
const AGAIN = 200;
/** Servers that everybody needs are broken more seldom than one of many. */
const seldom = new Set(['nats', 'postgres']);

/** Kills and freezes any process of the shop, its servers among them, and cuts others off from the servers. */
export class Monkey {
  readonly deeds: Mischief[] = [];
  private readonly stopping = new AbortController();
  private readonly letting = new Set<Promise<unknown>>();
  private readonly busy: Promise<void>;

  constructor(private readonly options: MonkeyOptions) {
    this.busy = this.rage();
  }

  /** Resolves when it has let go of everything, and every process is ready again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.busy;
    await Promise.all(this.letting);
    while ((await this.processes()).some(({ state }) => state !== 'ready')) await wait(100);
  }

  private async rage() {
    const { dice, pause } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await wait(dice() * pause, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.break().catch(() => {});
    }
  }

  private async break() {
    const { dice, prey } = this.options;
    const isPrey = (unit: string) => prey?.includes(unit) ?? (!seldom.has(unit) || dice() < 0.3);
    const ready = (await this.processes()).filter(({ state, unit }) => state === 'ready' && isPrey(unit));
    if (ready.length === 0) return;
    const { instance, unit } = oneOf(dice, ready);
    const thrown = dice();
    const verb: Verb = thrown < 0.6 ? 'kill' : thrown < 0.8 || seldom.has(unit) ? 'pause' : 'cut';
    await this.act(instance, verb);
    this.deeds.push({ instance, verb });
    if (verb === 'pause') this.meanwhile(this.thaw(instance, dice() * AWAY));
    if (verb === 'cut') this.meanwhile(this.keepOff(instance, dice() * AWAY));
  }

  private meanwhile(work: Promise<unknown>) {
    const going: Promise<unknown> = work.catch(() => {}).finally(() => this.letting.delete(going));
    this.letting.add(going);
  }

  private async thaw(instance: string, after: number) {
    await wait(after);
    await this.act(instance, 'resume');
  }

  private async keepOff(instance: string, during: number) {
    for (const until = Date.now() + during; Date.now() < until; await wait(AGAIN)) await this.act(instance, 'cut').catch(() => {});
  }

  private processes(): Promise<ProcessStatus[]> {
    return this.options.control<ProcessStatus[]>('GET', '/processes');
  }
  private act(instance: string, verb: Verb | 'resume'): Promise<unknown> {
    return this.options.control('POST', `/processes/${encodeURIComponent(instance)}/${verb}`);
  }
}
