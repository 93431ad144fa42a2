import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that somebody names, and those that it is in; one that is there already stays as it is.
 *
 * @remarks Folder by folder, not by the option `recursive` of Node's `mkdir`: that need not return where a file system makes none.
 */
export function makeFolder(folder: string, mode?: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode });
}
