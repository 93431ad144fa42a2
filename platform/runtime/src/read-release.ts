import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { Release } from '@jogakbo/protocol';

/** Reads the record of the release that this process runs, as it stands: a process that announces any other is not believed. */
export async function readRelease(folder: string): Promise<Release> {
  const record: Release = JSON.parse(await readFile(path.join(folder, 'release.json'), 'utf8'));
  Release.parse(record);
  return record;
}
