import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimOf } from './claim.ts';
import { removeElsewhere } from './postgres/places.ts';
import { Problem } from './problem.ts';
import { endLeftovers } from './process/record.ts';
import { stateIn } from './state.ts';

/** Where a shop is that is only for a test: its own folder, and ports that are free. */
export const ownPlace = {
  JOGAKBO_STATE: '.jogakbo/test',
  HOST: '127.0.0.1',
  PORT: '0',
  NATS_PORT: '0',
  POSTGRES_PORT: '0',
  CONTROL_PORT: '0',
};

/** Ends what an earlier run left behind, then removes what its shop remembers: all but what equal sources would make again. */
export async function clearState(folder: string): Promise<void> {
  const state = stateIn(folder);
  const holder = claimOf(state);
  if (holder && holder.pid !== process.pid)
    throw new Problem(`Another test run uses ${folder} (process ${holder.pid})`, 'wait until it has ended');
  await endLeftovers(state.run);
  removeElsewhere(state);
  const kept = ['releases', 'cache'];
  const left = existsSync(folder) ? readdirSync(folder).filter((name) => !kept.includes(name)) : [];
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
}
