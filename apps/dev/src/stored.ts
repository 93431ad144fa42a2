import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Problem, reasonOf } from './problem.ts';

/** What a file of the state folder keeps; undefined where it has not been written yet. A Problem names one that can't be read. */
export function readStored<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    const cure = 'put it back from a backup, or remove it, and lose what it keeps; `npm run reset` removes the whole state folder';
    throw new Problem(`${file} is damaged: ${reasonOf(error)}`, cure, { cause: error });
  }
}

/** Keeps something in a file that is for its owner alone, and is there whole or not at all. */
export function writeStored(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
