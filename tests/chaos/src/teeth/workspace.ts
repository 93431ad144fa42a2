import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildApart, type Build } from '@jogakbo/dev';
import { plantedIn } from '@jogakbo/testing/planted';
import { verticalOf, type Bug } from './bugs.ts';

/** All that a release of a vertical is made of; libraries are found above the copy, in the workspace that it lies in. */
const parts = ['package.json', 'package-lock.json', 'platform', 'verticals', 'node_modules/@jogakbo'];
const left = new Set(['node_modules', 'dist', 'e2e', '.cache']);

/** A copy of a workspace's sources, in which one bug at a time is planted: the working tree is never touched. */
export class Copy {
  constructor(
    private readonly root: string,
    private readonly folder: string,
  ) {}

  /** Copies the sources anew, and plants a bug in them. */
  plant(bug: Bug): void {
    this.remove();
    for (const part of parts) {
      const from = path.join(this.root, part);
      const filter = (file: string) => file === from || !left.has(path.basename(file));
      // What links from package to package links within the copy then.
      cpSync(from, path.join(this.folder, part), { recursive: true, verbatimSymlinks: true, filter });
    }
    const file = path.join(this.folder, bug.file);
    writeFileSync(file, plantedIn(readFileSync(file, 'utf8'), bug));
  }

  /** Builds the vertical of the bug out of the copy, and all others as they are. */
  buildWith(bug: Bug): Build {
    return (order) => buildApart(order.unit === verticalOf(bug) ? { ...order, root: this.folder } : order);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
