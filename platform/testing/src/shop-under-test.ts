import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

/** A process of the shop, as its supervisor sees it. */
export interface ProcessUnderTest {
  readonly instance: string;
  readonly unit: string;
  readonly version: string;
  readonly pid: number | null;
  readonly port: number | null;
  readonly state: string;
}

type Verb = 'stop' | 'start' | 'kill' | 'pause' | 'resume';

const workspace = path.resolve(import.meta.dirname, '../../..');
const HEALING = 30_000;

/** The shop that end-to-end tests run against: its address, and the power to break and mend its processes. */
export class ShopUnderTest {
  readonly address: string;
  private readonly control: string;
  private readonly token: string;

  constructor(address: string, control: string, token: string) {
    this.address = address;
    this.control = control;
    this.token = token;
  }

  /** The shop that `npm test` has started, or else says how to start one. */
  static fromEnvironment(address: string | undefined): ShopUnderTest {
    const { SHOP_CONTROL, SHOP_CONTROL_TOKEN } = process.env;
    if (!address || !SHOP_CONTROL || !SHOP_CONTROL_TOKEN)
      throw new Error('There is no shop to test: run `npm test -- --only e2e <files>`.');
    return new ShopUnderTest(address, SHOP_CONTROL, SHOP_CONTROL_TOKEN);
  }

  /** All processes, or those of one unit, such as a vertical, `shell`, `gateway`, `nats` or `postgres`. */
  async processes(unit?: string): Promise<ProcessUnderTest[]> {
    const all = await this.ask<ProcessUnderTest[]>('GET', '/processes');
    return unit ? all.filter((each) => each.unit === unit) : all;
  }

  /** Stops all replicas of a unit in an orderly way, and keeps them stopped. */
  stop(unit: string): Promise<void> {
    return this.each(unit, 'stop');
  }

  /** Starts all replicas of a unit, and waits until they are ready. */
  async start(unit: string): Promise<void> {
    await this.each(unit, 'start');
    await this.untilReady(unit);
  }

  /** Kills all replicas of a unit as a crash would, and waits until they are gone; they are started again. */
  async kill(unit: string): Promise<void> {
    const killed = (await this.processes(unit)).map(({ pid }) => pid);
    await this.each(unit, 'kill');
    const left = async () => (await this.processes(unit)).filter(({ pid }) => pid !== null && killed.includes(pid));
    await expect.poll(left, { message: `processes of ${unit} that were killed`, timeout: HEALING }).toEqual([]);
  }

  /** Freezes all replicas of a unit: they hold their connections and answer nothing. */
  pause(unit: string): Promise<void> {
    return this.each(unit, 'pause');
  }

  /** Lets frozen replicas go on, and waits until they are ready. */
  async resume(unit: string): Promise<void> {
    await this.each(unit, 'resume');
    await this.untilReady(unit);
  }

  /** Builds what the sources of a unit are now, and puts it live. */
  async deploy(unit: string): Promise<void> {
    await this.run('deploy', unit);
  }

  /** Imports a product feed, as a shop owner would. */
  async feed(file: string, ...flags: string[]): Promise<void> {
    await this.run('feed', 'import', file, ...flags);
  }

  /** Mends whatever was broken: all is ready afterwards. */
  async heal(): Promise<void> {
    for (const { instance, state } of await this.processes()) {
      if (state === 'paused') await this.act(instance, 'resume');
      if (state === 'stopped' || state === 'stopping') await this.act(instance, 'start');
    }
    await this.untilReady();
  }

  /** Waits until all processes of a unit, or of the whole shop, are ready. */
  async untilReady(unit?: string): Promise<void> {
    const waiting = async () => (await this.processes(unit)).filter(({ state }) => state !== 'ready').map(({ instance }) => instance);
    await expect.poll(waiting, { message: 'processes that are not ready', timeout: HEALING }).toEqual([]);
  }

  private async each(unit: string, verb: Verb): Promise<void> {
    const processes = await this.processes(unit);
    if (processes.length === 0) throw new Error(`There is no process of ${unit}.`);
    await Promise.all(processes.map(({ instance }) => this.act(instance, verb)));
  }

  private act(instance: string, verb: Verb): Promise<unknown> {
    return this.ask('POST', `/processes/${encodeURIComponent(instance)}/${verb}`);
  }

  private async ask<T>(method: string, route: string): Promise<T> {
    const answer = await fetch(`${this.control}${route}`, { method, headers: { authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Runs a script of the workspace; JOGAKBO_STATE in the environment tells it which shop is meant. */
  private async run(script: string, ...args: string[]): Promise<void> {
    await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], { cwd: workspace });
  }
}
