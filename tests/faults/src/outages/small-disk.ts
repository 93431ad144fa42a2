import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FILLER = 'filler';
/** Bytes that are written at a time while a disk is filled, down to the last. */
const PIECES = [2 ** 20, 4096, 1];

/** A small disk of its own, in memory, under a folder: it can be filled, and emptied again. */
export class SmallDisk {
  private readonly folder: string;
  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws Error where disks may not be mounted: that takes root. */
  static under(folder: string, megabytes: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'none', folder], { stdio: 'pipe' });
    return new SmallDisk(folder);
  }

  /** Why there can be none on this machine, if so. */
  static obstacle(): string | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'disk-'));
    try {
      SmallDisk.under(folder, 1).remove();
      return undefined;
    } catch {
      return 'disks may be mounted only by root';
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  fill() {
    const file = openSync(path.join(this.folder, FILLER), 'w');
    for (const size of PIECES) {
      const piece = Buffer.alloc(size);
      try {
        for (;;) writeSync(file, piece);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    closeSync(file);
  }

  free() {
    rmSync(path.join(this.folder, FILLER), { force: true });
  }

  remove() {
    // Who still writes to it must not keep it.
    execFileSync('umount', ['-l', this.folder]);
  }
}
