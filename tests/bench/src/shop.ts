import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type NatsAccess, type ProcessStatus, type Settings, settingsFrom } from '@jogakbo/dev';

export const root = path.resolve(import.meta.dirname, '../../..');

/** The shop that is measured: processes of its own, started as `npm start` starts them. */
export interface ShopToMeasure {
  readonly address: string;
  readonly state: string;
  /** The supervisor, which belongs to the shop as well. */
  readonly supervisor: number;
  readonly processes: () => Promise<ProcessStatus[]>;
  /** How a process connects to the shop's NATS as this user. */
  readonly natsFor: (user: string) => NatsAccess;
  readonly versionOf: (unit: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Ports and a state folder beside those of a shop that somebody works with. */
const defaults = { PORT: '9000', NATS_PORT: '9001', POSTGRES_PORT: '9002', CONTROL_PORT: '9003', JOGAKBO_STATE: '.jogakbo/bench' };

export const settings = (): Settings => settingsFrom({ ...defaults, ...process.env }, root);

/** Starts the whole shop in a process of its own, or finds the one that runs in the state folder already. */
export async function openShop(): Promise<ShopToMeasure> {
  const { state } = settings();
  const running = claimIn(state);
  const child = running ? undefined : await start();
  const claim = running ?? claimIn(state)!;
  const secrets = JSON.parse(readFileSync(path.join(state, 'credentials.json'), 'utf8')) as Record<string, string>;
  const processes = () => ask<ProcessStatus[]>(`${claim.control}/processes`, claim.token);
  return {
    address: claim.address,
    state,
    supervisor: claim.pid,
    processes,
    natsFor: (user) => ({ url: `nats://127.0.0.1:${settings().natsPort}`, user, password: secrets[`nats:${user}`]! }),
    versionOf: async (unit) => (await processes()).find((each) => each.unit === unit)!.version,
    stop: () => end(child),
  };
}

interface Claim {
  readonly pid: number;
  readonly address: string;
  readonly control: string;
  readonly token: string;
}

function claimIn(state: string): Claim | undefined {
  const file = path.join(state, 'control.json');
  if (!existsSync(file)) return undefined;
  const claim = JSON.parse(readFileSync(file, 'utf8')) as Claim;
  return existsSync(`/proc/${claim.pid}`) || process.platform !== 'linux' ? claim : undefined;
}

async function start(): Promise<ChildProcess> {
  console.log('· starting a shop of its own …');
  const child = fork(path.join(root, 'apps/dev/src/start.ts'), {
    env: { ...defaults, ...process.env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const said: string[] = [];
  for await (const line of createInterface(child.stdout!)) {
    said.push(line);
    if (!line.includes('The shop is open')) continue;
    child.stdout!.resume();
    return child;
  }
  throw new Error(`The shop did not open:\n${said.join('\n')}`);
}

async function end(child: ChildProcess | undefined) {
  if (!child || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

async function ask<T>(url: string, token: string): Promise<T> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as T;
}
