import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  anyNumber,
  claimOf,
  type Control,
  controlOf,
  Credentials,
  deployThrough,
  type NatsAccess,
  natsAccess,
  type ProcessStatus,
  type Settings,
  settingsFrom,
  stateIn,
} from '@jogakbo/dev';

export const root = path.resolve(import.meta.dirname, '../../..');

/** The shop that is measured: processes of its own, started as `npm start` starts them. */
export interface ShopToMeasure {
  readonly address: string;
  readonly state: string;
  /** The supervisor, which belongs to the shop as well. */
  readonly supervisor: number;
  readonly processes: () => Promise<ProcessStatus[]>;
  /** Stops, pauses and starts its processes, and deploys. */
  readonly control: Control;
  /** Makes whoever bears it one of its staff. */
  readonly staffToken: string;
  /** How a process connects to the shop's NATS as this user. */
  readonly natsFor: (user: string) => NatsAccess;
  readonly versionOf: (unit: string) => Promise<string>;
  /** Starts the processes of a unit anew, beside the old ones. */
  readonly restart: (unit: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Ports and a state folder beside those of a shop that somebody works with; all that is asked comes from one address, and as often as it can. */
const defaults = {
  ...anyNumber,
  CLIENT_UNPAID_PIECES: '0',
  PORT: '9000',
  NATS_PORT: '9001',
  POSTGRES_PORT: '9002',
  CONTROL_PORT: '9003',
  JOGAKBO_STATE: '.jogakbo/bench',
};

export const settings = (): Settings => settingsFrom({ ...defaults, ...process.env }, root);

/** Starts the whole shop in a process of its own, or finds the one that runs in the state folder already. */
export async function openShop(): Promise<ShopToMeasure> {
  const { state } = settings();
  const places = stateIn(state);
  const running = claimOf(places);
  const child = running ? undefined : await start();
  const claim = running ?? claimOf(places)!;
  const credentials = new Credentials(places.credentials);
  const control = controlOf(places);
  const processes = () => control<ProcessStatus[]>('GET', '/processes');
  const versionOf = async (unit: string) => (await processes()).find((each) => each.unit === unit)!.version;
  return {
    address: claim.address,
    state,
    supervisor: claim.pid,
    processes,
    control,
    staffToken: credentials.of('staff-token'),
    natsFor: (user) => natsAccess(credentials, `nats://127.0.0.1:${settings().natsPort}`, user),
    versionOf,
    restart: async (unit) => void (await deployThrough(places, { unit, version: await versionOf(unit), anew: true }, () => {})),
    stop: () => end(child),
  };
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
