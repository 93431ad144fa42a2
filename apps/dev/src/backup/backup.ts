import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import type { NatsServer } from '../nats/nats-server.ts';
import { BaseBackup } from './base-backup.ts';
import type { Cluster } from '../postgres/cluster.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import type { State } from '../state.ts';
import { digestsOf, TwofoldCopy } from './files.ts';
import { Manifest, MANIFEST } from './manifest.ts';

/** What is backed up. */
export interface BackupParts {
  readonly state: State;
  readonly nats: NatsServer;
  readonly cluster: Cluster;
}

/** What came of a backup. */
export interface BackupOutcome {
  readonly folder: string;
  /** How long NATS stood still, in milliseconds. */
  readonly stillFor: number;
}

/** Parts of a backup, by the names of their folders. */
export const PARTS = { databases: 'postgres', logs: 'nats', keys: 'keys' } as const;

/**
 * Copies all that a running shop would have to know again, as it is at one moment.
 *
 * @remarks The moment is one at which NATS stands still: the copy is what would lie on the disk if the machine had lost its power then,
 * which the shop recovers from by itself. The databases are of a moment within that one, so that no view is ahead of its log
 * and no log ahead of its outbox.
 */
export async function backUp({ state, nats, cluster }: BackupParts, folder: string, progress: Progress): Promise<BackupOutcome> {
  await requireEmpty(folder);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  makeFolder(unfinished, 0o700);
  try {
    const stillFor = await copyAll({ state, nats, cluster }, unfinished, progress);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return { folder, stillFor };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Answers for how long NATS stood still. */
async function copyAll({ state, nats, cluster }: BackupParts, unfinished: string, progress: Progress): Promise<number> {
  const logs = new TwofoldCopy(nats.store, join(unfinished, PARTS.logs));
  await progress.step('logs', () => logs.whileWritten());
  const databases = await progress.step('databases', () =>
    BaseBackup.begin(cluster.adminUrl, cluster.data, join(unfinished, PARTS.databases)),
  );
  let stillFor = 0;
  try {
    await progress.step('one moment of both', async (note) => {
      const begun = performance.now();
      await nats.still(async () => {
        await databases.end();
        await logs.whileStill();
      });
      stillFor = Math.round(performance.now() - begun);
      note(`NATS stood still for ${stillFor} ms`);
      await databases.complete();
    });
  } finally {
    await databases.close();
  }
  await copyKeys(state, join(unfinished, PARTS.keys));
  await progress.step('digests', () => seal(unfinished));
  return stillFor;
}

async function requireEmpty(folder: string): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new Problem(`${folder} is not empty`, 'name a folder that is not there yet: a backup is never written over another');
}

/** Passwords, tokens and the account of staff: who has the backup has the shop. */
async function copyKeys(state: State, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const name of ['credentials', 'identity', 'seeds'] as const)
    if (existsSync(state[name])) await copyFile(state[name], join(to, `${name}.json`));
}

async function seal(folder: string): Promise<void> {
  const postgres = (await readFile(join(folder, PARTS.databases, 'PG_VERSION'), 'utf8')).trim();
  const files = await digestsOf(folder);
  const manifest = {
    format: 1 as const,
    madeAt: new Date().toISOString(),
    postgres,
    platform: `${process.platform}-${process.arch}`,
    files,
  };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(Manifest.parse(manifest), null, 1)}\n`);
  await chmod(folder, 0o700);
}
