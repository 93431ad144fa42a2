import { closeSync, existsSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { copyFile, rename, stat, truncate } from 'node:fs/promises';

/** How large a log may become, and how many older ones are kept beside it. */
const LOG_LIMITS = { bytes: 5 * 2 ** 20, kept: 2 };

/** Opens a log to append to; answers its file descriptor. */
export const openLog = (file: string): number => openSync(file, 'a', 0o640);

/**
 * Puts aside what a log holds when it has become large: `<file>.1` is the newest of those that are kept.
 *
 * @remarks The file itself stays, because its writers hold it open, and they go on at its beginning. A line that is written in the
 * moment between copying and emptying is lost.
 */
export async function rotateLog(file: string, { bytes, kept } = LOG_LIMITS): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size <= bytes) return;
  for (let nth = kept; nth > 1; nth -= 1) await rename(`${file}.${nth - 1}`, `${file}.${nth}`).catch(() => {});
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

const LAUNCH = '--- ';

/** Marks in a log where a launch begins. */
export function markLaunch(descriptor: number, what: string): void {
  writeSync(descriptor, `${LAUNCH}${new Date().toISOString()} ${what}\n`);
}

/** The last lines of a log's last launch as a console shows them: shortened, structured ones reduced to what they say. */
export function lastLines(file: string, count: number): string[] {
  const text = tail(file, 16_384);
  const launch = text.lastIndexOf(`${LAUNCH}20`);
  const since = launch === -1 ? text : text.slice(text.indexOf('\n', launch) + 1);
  return since
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(-count)
    .map(shorten);
}

/** What has been appended to a log since it had this size; all that it holds if it was put aside meanwhile. */
export function appendedSince(file: string, size: number): string {
  if (!existsSync(file)) return '';
  const now = statSync(file).size;
  return tail(file, now < size ? now : now - size);
}

function tail(file: string, bytes: number): string {
  if (!existsSync(file)) return '';
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const length = Math.min(size, bytes);
    const read = Buffer.alloc(length);
    return read.subarray(0, readSync(descriptor, read, 0, length, size - length)).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

function shorten(line: string): string {
  const said = structured(line) ?? line;
  return said.length > 240 ? `${said.slice(0, 239)}…` : said;
}

function structured(line: string): string | undefined {
  try {
    const { msg, message, err, error } = JSON.parse(line) as {
      msg?: string;
      message?: string;
      err?: { message?: string };
      error?: { message?: string };
    };
    return [msg ?? message, err?.message ?? error?.message].filter(Boolean).join(': ') || undefined;
  } catch {
    return undefined;
  }
}
