import { accessSync, chmodSync, constants, existsSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { Problem, reasonOf } from './problem.ts';

/** The places inside the one folder that keeps everything made while running. */
export interface State {
  folder: string;
  releases: string;
  logs: string;
  /** One record per living process, so that a later start can end what a crash left behind. */
  run: string;
  nats: string;
  postgres: string;
  /** Where the embedded PostgreSQL keeps its data, if outside of this folder. */
  elsewhere: string;
  credentials: string;
  /** The account and the keys of the shop's own identity provider. */
  identity: string;
  /** The secrets of the gateway, which takes them up while it runs. */
  gateway: string;
  /** Who runs the shop, and where it listens. */
  control: string;
  seeds: string;
  /** Is there while a backup is being restored: what is there so far is not the whole. */
  restoring: string;
  /** Which releases have been live. */
  live: string;
}

/** Names the places of a state folder without touching the disk. */
export function stateIn(folder: string): State {
  const at = (name: string) => join(folder, name);
  return {
    folder,
    releases: at('releases'),
    logs: at('logs'),
    run: at('run'),
    nats: at('nats'),
    postgres: at('postgres'),
    elsewhere: at('postgres.json'),
    credentials: at('credentials.json'),
    identity: at('identity.json'),
    gateway: at('gateway.json'),
    control: at('control.json'),
    seeds: at('seeds.json'),
    restoring: at('restoring'),
    live: at('live.json'),
  };
}

const MARK = '.jogakbo-state';
const MARKED = 'Made by `npm start`, with all that is in this folder; `npm run reset` removes it whole.\n';

/** Whether a folder was made for the shop: it says so by its mark, or by standing at or below a `.jogakbo`. */
export const isState = (folder: string): boolean => existsSync(join(folder, MARK)) || folder.split(sep).includes('.jogakbo');

const LEAST_FREE_MEGABYTES = 1024;

/** Makes the state folder's places and checks that the disk has room for them. */
export function prepareState(folder: string): State {
  const state = stateIn(folder);
  try {
    makeFolder(folder);
    mark(folder);
    for (const place of [folder, state.releases, state.logs, state.run, state.nats]) {
      makeFolder(place);
      // A disk may have become read-only since, which even root has to respect.
      accessSync(place, constants.W_OK);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `The state folder ${folder} can't be used: ${reasonOf(error)}`,
      'let JOGAKBO_STATE name a folder that you may write to',
      {
        cause: error,
      },
    );
  }
  const free = freeMegabytes(folder);
  if (free < LEAST_FREE_MEGABYTES) {
    throw new Problem(
      `The disk of ${folder} is nearly full: ${free} MB are free, ${LEAST_FREE_MEGABYTES} MB are needed`,
      'free some space, or let JOGAKBO_STATE name a folder on another disk',
    );
  }
  return state;
}

// What is marked may be removed whole one day, so nothing is that holds somebody's files.
function mark(folder: string): void {
  if (existsSync(join(folder, MARK))) return;
  if (!isState(folder) && readdirSync(folder).length > 0)
    throw new Problem(
      `${folder} holds files that are not the shop's`,
      'let JOGAKBO_STATE name an empty folder, or one that is not there yet',
    );
  // PostgreSQL may run as another user, who must be able to walk through; secrets are protected file by file.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, MARK), MARKED);
}

/** Refuses a state folder in which only a part of a backup lies: a start would take it for the whole. */
export function requireWhole({ folder, restoring }: State): void {
  if (existsSync(restoring))
    throw new Problem(`${folder} was restored by half`, 'remove it with `npm run reset`, and restore the backup again');
}

/** The room that is left on the disk of a folder. */
export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 2 ** 20);
}
