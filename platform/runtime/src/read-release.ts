import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { Release } from '@jogakbo/protocol';

/** Reads the record of the release that this process runs. */
export async function readRelease(folder: string): Promise<Release> {
  return Release.parse(JSON.parse(await readFile(path.join(folder, 'release.json'), 'utf8')));
}
