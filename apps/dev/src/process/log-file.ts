import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';

const LARGEST_LOG = 5 * 2 ** 20;

/** Opens a log to append to, after putting a large one aside; answers its file descriptor. */
export function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o640);
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

/** What has been appended to a log since it had this size. */
export function appendedSince(file: string, size: number): string {
  return existsSync(file) ? tail(file, Math.max(0, statSync(file).size - size)) : '';
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
