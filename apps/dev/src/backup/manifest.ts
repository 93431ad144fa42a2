import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem, reasonOf } from '../problem.ts';
import { digestsOf } from './files.ts';

/** What a backup says of itself. */
export const Manifest = z.object({
  /** Of what the files mean: one that is newer than this program is refused. */
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  platform: z.string(),
  /** The SHA-256 of every file. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** The file of a backup that is written last. */
export const MANIFEST = 'backup.json';

/** The manifest of a backup whose files are all as they were written, or a Problem that names one that isn't. */
export async function checkedManifest(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  const found = await digestsOf(folder);
  delete found[MANIFEST];
  const wrong = Object.keys({ ...manifest.files, ...found }).filter((path) => manifest.files[path] !== found[path]);
  if (wrong.length === 0) return manifest;
  const named = wrong.slice(0, 5).map((path) => `\n    ${path}: ${wordFor(manifest.files[path], found[path])}`);
  throw new Problem(
    `The backup ${folder} is not as it was written: ${wrong.length} of its files differ${named.join('')}`,
    'restore another one',
  );
}

const wordFor = (wanted: string | undefined, found: string | undefined) =>
  found === undefined ? 'is missing' : wanted === undefined ? 'was added' : 'was changed';

function readManifest(folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch (error) {
    throw new Problem(
      `${folder} is no backup that this version of the shop can read: ${reasonOf(error)}`,
      'name a folder that `npm run backup` has made',
      { cause: error },
    );
  }
}
