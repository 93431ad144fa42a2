import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnnouncedMessage, PROVISIONING } from '@jogakbo/protocol';
import { recordDigest } from '@jogakbo/provisioning';
import { z } from 'zod';
import { Problem } from './problem.ts';

// Only what is needed to run a release is asked of its record, so that older ones can still be gone back to.
const ReleaseRecord = z.object({
  vertical: z.string(),
  version: z.string(),
  description: z.object({
    provisioning: z.number().default(1),
    keepsLog: z.boolean().default(false),
    conducts: z.boolean().default(false),
    messages: z.array(AnnouncedMessage.pick({ kind: true, type: true, cookies: true, form: true, path: true, webhook: true })).default([]),
    readers: z.array(z.object({ stream: z.string() })).default([]),
    sends: z.array(z.object({ vertical: z.string(), type: z.string() })).default([]),
    settings: z.array(z.string()).optional(),
    pages: z.array(z.string()).optional(),
  }),
});

/** A release as it lies on the disk, ready to be run. */
export interface ReleaseOnDisk extends z.infer<typeof ReleaseRecord> {
  folder: string;
  /** Of its record as it stands: what a process says of this release is believed where it has the same. */
  digest: string;
}

/** Reads the release of a unit in this version, or says which versions there are. */
export function readRelease(releases: string, unit: string, version: string): ReleaseOnDisk {
  const folder = join(releases, unit, version);
  const record = join(folder, 'release.json');
  if (!/^[\w.-]+$/.test(version) || !existsSync(record)) {
    throw new Problem(`There is no release ${version} of ${unit}`, `these there are: ${versionsOf(releases, unit).join(', ') || 'none'}`);
  }
  const written: object = JSON.parse(readFileSync(record, 'utf8'));
  const read = ReleaseRecord.parse(written);
  // An older process would make its streams and consumers by itself, which nobody may any more.
  if (read.description.provisioning !== PROVISIONING)
    throw new Problem(
      `${unit} ${version} was built for a shop that provided other streams and rights`,
      `build it anew: npm run deploy -- ${unit}`,
    );
  return { ...read, folder, digest: recordDigest(written) };
}

function versionsOf(releases: string, unit: string): string[] {
  const folder = join(releases, unit);
  return existsSync(folder) ? readdirSync(folder).filter((version) => existsSync(join(folder, version, 'release.json'))) : [];
}
