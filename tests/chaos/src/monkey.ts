import { setTimeout as wait } from 'node:timers/promises';
import type { Control, ProcessStatus } from '@jogakbo/dev';
import { type Dice, oneOf } from '@jogakbo/testing/dice';

type Verb = 'kill' | 'pause';

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

/** How long a process stays frozen, in milliseconds, at most: longer than others wait for it. */
const FROZEN = 6000;
/** Servers that everybody needs are broken more seldom than one of many. */
const seldom = new Set(['nats', 'postgres']);

/** Kills and freezes any process of the shop, its servers among them. */
export class Monkey {
  readonly deeds: Mischief[] = [];
  private readonly stopping = new AbortController();
  private readonly thawing = new Set<Promise<unknown>>();
  private readonly busy: Promise<void>;

  constructor(private readonly options: MonkeyOptions) {
    this.busy = this.rage();
  }

  /** Resolves when it has let go of everything, and every process is ready again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.busy;
    await Promise.all(this.thawing);
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
    const { instance } = oneOf(dice, ready);
    const verb: Verb = dice() < 0.7 ? 'kill' : 'pause';
    await this.act(instance, verb);
    this.deeds.push({ instance, verb });
    if (verb === 'pause') this.thaw(instance, dice() * FROZEN);
  }

  private thaw(instance: string, after: number) {
    const work: Promise<unknown> = wait(after)
      .then(() => this.act(instance, 'resume'))
      .catch(() => {})
      .finally(() => this.thawing.delete(work));
    this.thawing.add(work);
  }

  private processes(): Promise<ProcessStatus[]> {
    return this.options.control<ProcessStatus[]>('GET', '/processes');
  }
  private act(instance: string, verb: Verb | 'resume'): Promise<unknown> {
    return this.options.control('POST', `/processes/${encodeURIComponent(instance)}/${verb}`);
  }
}
