import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Problem } from '../problem.ts';
import type { State } from '../state.ts';
import { readStored, writeStored } from '../stored.ts';
import { type RunAs, reaches } from './run-as.ts';

/** Where PostgreSQL's binaries and data are. */
export interface Places {
  /** The folder with `bin`, `lib` and `share`. */
  binaries: string;
  /** The folder that belongs to PostgreSQL's user. */
  home: string;
}

/**
 * Chooses places that PostgreSQL's user can reach: node_modules and the state folder where possible, else, in a clone
 * inside a private folder, copies in a folder of the system, which is written down so that a reset removes it.
 */
export function choosePlaces(state: State, packaged: string, user: RunAs | undefined): Places {
  if (!user) return { binaries: packaged, home: own(state.postgres) };
  const elsewhere = recordedElsewhere(state);
  if (!elsewhere && reaches(user, join(packaged, 'bin/postgres'), 'execute') && reaches(user, own(state.postgres, user), 'write')) {
    return { binaries: packaged, home: state.postgres };
  }
  const folder = elsewhere ?? makeElsewhere(state, user);
  const binaries = join(folder, `${COPIES}${versionOf(packaged)}`);
  if (!existsSync(binaries)) copyBinaries(packaged, binaries);
  return { binaries, home: own(join(folder, 'home'), user) };
}

/** The folder with the databases of a state folder that has been started before. */
export function databaseFolder(state: State): string {
  const elsewhere = recordedElsewhere(state);
  return join(elsewhere === undefined ? state.postgres : join(elsewhere, 'home'), 'data');
}

/** Removes what PostgreSQL keeps outside of the state folder, if anything. */
export function removeElsewhere(state: State): string | undefined {
  const folder = recordedElsewhere(state);
  if (folder) rmSync(folder, { recursive: true, force: true });
  return folder;
}

function recordedElsewhere(state: State): string | undefined {
  const { folder } = readStored<{ folder: string }>(state.elsewhere) ?? {};
  if (folder === undefined) return undefined;
  // Only a folder that this file has made is ever removed, whatever the record says.
  return basename(folder) === nameOf(state) && existsSync(folder) ? folder : undefined;
}

function makeElsewhere(state: State, user: RunAs): string {
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = join(parent, nameOf(state));
    if (!makeEmpty(folder)) continue;
    if (reaches(user, folder, 'read')) {
      writeStored(state.elsewhere, { folder });
      writeFileSync(join(folder, 'belongs-to'), `${state.folder}\n`);
      return folder;
    }
    rmSync(folder, { recursive: true });
  }
  throw new Problem(
    `The user ${user.name}, who must run PostgreSQL, can reach no folder to keep it in`,
    'clone into a folder that others may enter, or let POSTGRES_URL name a server that runs already',
  );
}

// A folder of this name that no state folder knows of is left from one that was removed by hand, passwords and all.
function makeEmpty(folder: string): boolean {
  try {
    const left = lstatSync(folder, { throwIfNoEntry: false });
    if (left && (!left.isDirectory() || left.uid !== process.getuid?.())) return false;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch {
    return false;
  }
}

const COPIES = 'binaries-';

// The package names its version; the binaries in it are of that version.
export const versionOf = (packaged: string): string =>
  (JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as { version: string }).version;

/** Copies the binaries, complete or not at all, in the place of those of other versions. */
function copyBinaries(from: string, to: string): void {
  const others = readdirSync(join(to, '..')).filter((name) => name.startsWith(COPIES));
  for (const other of others) rmSync(join(to, '..', other), { recursive: true, force: true });
  cpSync(from, `${to}.new`, { recursive: true, verbatimSymlinks: true });
  renameSync(`${to}.new`, to);
}

function own(folder: string, user?: RunAs): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  return folder;
}

const nameOf = (state: State) => `jogakbo-${createHash('sha256').update(state.folder).digest('hex').slice(0, 12)}`;
