import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Problem } from './problem.ts';
import { identityOf } from './process/identity.ts';
import type { State } from './state.ts';
import { writeStored } from './stored.ts';

/** Who runs the shop of a state folder, and how to talk to it. */
export interface Claim {
  pid: number;
  identity: string;
  address: string;
  /** The address of the control API. */
  control: string;
  /** The address of the NATS server. */
  nats: string;
  token: string;
}

/** Takes a state folder for this process; a Problem says where the shop runs if it does already. */
export function claim(state: State, wanted: Omit<Claim, 'pid' | 'identity'>): void {
  const mine: Claim = { ...wanted, pid: process.pid, identity: identityOf(process.pid) ?? '' };
  if (take(state, mine)) return;
  if (isDead(state)) {
    rmSync(state.control, { force: true });
    if (take(state, mine)) return;
  }
  const holder = claimOf(state);
  throw new Problem(
    holder ? `The shop runs already: ${holder.address} (process ${holder.pid})` : 'The shop is being started by another process',
    'use that one, or stop it with Ctrl-C where it was started',
  );
}

/** Writes the claim, unless there is one: of several processes that try, one succeeds. */
function take(state: State, mine: Claim): boolean {
  try {
    writeFileSync(state.control, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const WRITTEN_WITHIN = 2000;

// A claim that can't be read may be one that is just being written.
function isDead(state: State): boolean {
  const written = statSync(state.control, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return !claimOf(state) && (readClaim(state) !== undefined || Date.now() - written > WRITTEN_WITHIN);
}

/** Who runs the shop now, if anybody does. */
export function claimOf(state: State): Claim | undefined {
  const holder = readClaim(state);
  return holder && identityOf(holder.pid) === holder.identity ? holder : undefined;
}

/** The claim as it is written down, whoever lives; undefined where none is, or one that is only half written. */
function readClaim(state: State): Claim | undefined {
  try {
    return JSON.parse(readFileSync(state.control, 'utf8')) as Claim;
  } catch {
    return undefined;
  }
}

/** Lets whoever looks for the shop know its other token. */
export function renewClaim(state: State, token: string): void {
  writeStored(state.control, { ...readClaim(state), token });
}

/** Gives the state folder back. */
export function unclaim(state: State): void {
  rmSync(state.control, { force: true });
}
