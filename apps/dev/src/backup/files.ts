import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolder } from '../make-folder.ts';

/** A file of a folder, by its path in there. */
interface Listed {
  readonly path: string;
  readonly size: number;
  readonly changedAt: number;
}

/** Names of files and folders that are left out, wherever they stand. */
type LeftOut = (name: string) => boolean;

const nothing: LeftOut = () => false;

/** All files of a folder that is being written to: one that goes meanwhile is left out. */
async function listed(folder: string, leftOut: LeftOut = nothing): Promise<Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreGone([]));
  const found = await Promise.all(
    entries
      .filter(({ name }) => !leftOut(name))
      .map(async (entry): Promise<Listed[]> => {
        const place = join(folder, entry.name);
        if (entry.isDirectory()) return (await listed(place, leftOut)).map((file) => ({ ...file, path: join(entry.name, file.path) }));
        const { size, mtimeMs } = await stat(place).catch(ignoreGone({ size: -1, mtimeMs: 0 }));
        return entry.isFile() && size >= 0 ? [{ path: entry.name, size, changedAt: mtimeMs }] : [];
      }),
  );
  return found.flat();
}

const ignoreGone =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code !== 'ENOENT') throw error;
    return instead;
  };

const AT_ONCE = 8;

async function copyAll(files: readonly Listed[], from: string, to: string): Promise<void> {
  const waiting = files.values();
  const worker = async () => {
    for (const { path } of waiting) {
      await mkdir(dirname(join(to, path)), { recursive: true });
      await copyFile(join(from, path), join(to, path)).catch(ignoreGone(undefined));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Copies a folder while it is being written to. Of what is left out an empty folder stays. */
export async function copyWritten(from: string, to: string, leftOut: LeftOut = nothing): Promise<void> {
  await makeFolders(from, to, leftOut);
  await copyAll(await listed(from, leftOut), from, to);
}

async function makeFolders(from: string, to: string, leftOut: LeftOut): Promise<void> {
  makeFolder(to, 0o700);
  for (const entry of await readdir(from, { withFileTypes: true }).catch(ignoreGone([]))) {
    if (!entry.isDirectory()) continue;
    if (leftOut(entry.name)) await mkdir(join(to, entry.name), { recursive: true });
    else await makeFolders(join(from, entry.name), join(to, entry.name), leftOut);
  }
}

/** Clocks and the times of files may differ by so many milliseconds. */
const TICK = 2000;

/** Copies a folder twice: most of it while it is written to, and the rest, which is little, when it stands still. */
export class TwofoldCopy {
  private readonly from: string;
  private readonly to: string;
  private begunAt = 0;

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  async whileWritten(): Promise<void> {
    this.begunAt = Date.now();
    await copyWritten(this.from, this.to);
  }

  /** What has changed since; what has gone since goes from the copy. */
  async whileStill(): Promise<void> {
    const now = await untilStill(this.from);
    const copied = new Map((await listed(this.to)).map((file) => [file.path, file.size]));
    const isSame = ({ path, size, changedAt }: Listed) => copied.get(path) === size && changedAt < this.begunAt - TICK;
    await copyAll(
      now.filter((file) => !isSame(file)),
      this.from,
      this.to,
    );
    const there = new Set(now.map(({ path }) => path));
    await Promise.all([...copied.keys()].filter((path) => !there.has(path)).map((path) => rm(join(this.to, path))));
  }
}

/** A process that was told to stand still may have been in the middle of a write. */
async function untilStill(folder: string): Promise<Listed[]> {
  for (let before = ''; ;) {
    const files = await listed(folder);
    const now = JSON.stringify(files.toSorted((one, other) => one.path.localeCompare(other.path)));
    if (now === before) return files;
    before = now;
    await delay(10);
  }
}

/** The SHA-256 of every file of a folder, by path. */
export async function digestsOf(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { path } of (await listed(folder)).toSorted((one, other) => one.path.localeCompare(other.path))) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, path))) hash.update(chunk as Buffer);
    digests[path] = hash.digest('hex');
  }
  return digests;
}
