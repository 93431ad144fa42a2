import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Problem } from './problem.ts';
import { identityOf } from './process/identity.ts';
import type { State } from './state.ts';

/** Who runs the shop of a state folder, and how to talk to it. */
export interface Claim {
  pid: number;
  identity: string;
  address: string;
  /** The address of the control API. */
  control: string;
  token: string;
}

/** Takes a state folder for this process; a Problem says where the shop runs if it does already. */
export function claim(state: State, wanted: Omit<Claim, 'pid' | 'identity'>): void {
  const holder = claimOf(state);
  if (holder)
    throw new Problem(
      `The shop runs already: ${holder.address} (process ${holder.pid})`,
      'use that one, or stop it with Ctrl-C where it was started',
    );
  rmSync(state.control, { force: true });
  const mine: Claim = { ...wanted, pid: process.pid, identity: identityOf(process.pid) ?? '' };
  writeFileSync(state.control, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
}

/** Who runs the shop now, if anybody does. */
export function claimOf(state: State): Claim | undefined {
  if (!existsSync(state.control)) return undefined;
  try {
    const holder = JSON.parse(readFileSync(state.control, 'utf8')) as Claim;
    return identityOf(holder.pid) === holder.identity ? holder : undefined;
  } catch {
    // Half written by a process that is gone.
    return undefined;
  }
}

/** Gives the state folder back. */
export function unclaim(state: State): void {
  rmSync(state.control, { force: true });
}
