import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from './problem.ts';

// Only what is needed to run a release is asked of its record, so that older ones can still be gone back to.
const ReleaseRecord = z.object({
  vertical: z.string(),
  version: z.string(),
  description: z.object({
    readers: z.array(z.object({ stream: z.string(), consumer: z.string() })).default([]),
    sends: z.array(z.object({ vertical: z.string(), type: z.string() })).default([]),
    settings: z.array(z.string()).optional(),
  }),
});

/** A release as it lies on the disk, ready to be run. */
export interface ReleaseOnDisk extends z.infer<typeof ReleaseRecord> {
  folder: string;
}

/** Reads the release of a unit in this version, or says which versions there are. */
export function readRelease(releases: string, unit: string, version: string): ReleaseOnDisk {
  const folder = join(releases, unit, version);
  const record = join(folder, 'release.json');
  if (!/^[\w.-]+$/.test(version) || !existsSync(record)) {
    throw new Problem(`There is no release ${version} of ${unit}`, `these there are: ${versionsOf(releases, unit).join(', ') || 'none'}`);
  }
  return { ...ReleaseRecord.parse(JSON.parse(readFileSync(record, 'utf8'))), folder };
}

function versionsOf(releases: string, unit: string): string[] {
  const folder = join(releases, unit);
  return existsSync(folder) ? readdirSync(folder).filter((version) => existsSync(join(folder, version, 'release.json'))) : [];
}
