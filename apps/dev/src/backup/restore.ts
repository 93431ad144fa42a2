import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { claimOf } from '../claim.ts';
import { placeData, packagedVersion } from '../postgres/cluster.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { prepareState, type State, stateIn } from '../state.ts';
import { PARTS } from './backup.ts';
import { checkedManifest, type Manifest } from './manifest.ts';

/** Makes a state folder of a backup: the next start runs the shop as it was. */
export async function restore(folder: string, into: string, progress: Progress): Promise<Manifest> {
  requireNew(stateIn(into));
  const manifest = await progress.step('digests', () => checkedManifest(folder));
  requireFitting(manifest);
  const state = prepareState(into);
  writeFileSync(state.restoring, `${folder}\n`);
  await progress.step('logs', () => cp(join(folder, PARTS.logs), join(state.nats, 'store'), { recursive: true, preserveTimestamps: true }));
  await progress.step('databases', async () => placeData(state, join(folder, PARTS.databases)));
  for (const name of ['credentials', 'identity', 'seeds'] as const) {
    const kept = join(folder, PARTS.keys, `${name}.json`);
    if (existsSync(kept)) await copyFile(kept, state[name]);
  }
  rmSync(state.restoring);
  return manifest;
}

/** What a shop has done is never written over. */
function requireNew(state: State): void {
  const holder = claimOf(state);
  if (holder) throw new Problem(`The shop runs: ${holder.address} (process ${holder.pid})`, 'stop it with Ctrl-C where it was started');
  const kept = [state.credentials, join(state.nats, 'store'), state.postgres, state.elsewhere].filter((place) => existsSync(place));
  if (kept.length > 0 && readdirSync(state.folder).length > 0)
    throw new Problem(
      `${state.folder} holds what a shop has done: ${kept.join(', ')}`,
      'move it away, or remove it with `npm run reset`, or let JOGAKBO_STATE name a folder that is not there yet',
    );
}

function requireFitting({ postgres, platform }: Manifest): void {
  const here = `${process.platform}-${process.arch}`;
  if (platform !== here)
    throw new Problem(
      `The backup was made on ${platform}, and PostgreSQL's files are not the same on ${here}`,
      `restore it on ${platform}`,
    );
  const version = packagedVersion();
  if (postgres !== version)
    throw new Problem(`The backup is of PostgreSQL ${postgres}, and this is ${version}`, `restore it with the shop that it was made with`);
}
