import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendedSince, openLog, rotateLog } from './log-file.ts';

const LIMITS = { bytes: 1000, kept: 2 };

let folder: string;
let file: string;
let writer: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  file = join(folder, 'explore-1.log');
  writer = openLog(file);
});
afterEach(() => {
  closeSync(writer);
  rmSync(folder, { recursive: true, force: true });
});

it('stays bounded while its writer holds it open and writes on, and keeps what was written last', async () => {
  const lines = Array.from({ length: 500 }, (_, nth) => `line ${nth}\n`);
  for (const line of lines) {
    writeSync(writer, line);
    await rotateLog(file, LIMITS);
  }
  expect(readdirSync(folder).sort()).toEqual(['explore-1.log', 'explore-1.log.1', 'explore-1.log.2']);
  const kept = ['.2', '.1', ''].map((ending) => readFileSync(`${file}${ending}`, 'utf8')).join('');
  expect(lines.join('').endsWith(kept)).toBe(true);
  expect([statSync(file).size <= LIMITS.bytes, kept.length <= 3 * (LIMITS.bytes + 10), kept.length > 2 * LIMITS.bytes]).toEqual([
    true,
    true,
    true,
  ]);
});

it('is left alone while it is small', async () => {
  writeSync(writer, 'one line\n');
  await rotateLog(file, LIMITS);
  expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['explore-1.log'], 'one line\n']);
});

it('tells what came since, also when it was put aside meanwhile', async () => {
  writeSync(writer, 'x'.repeat(2000));
  await rotateLog(file, LIMITS);
  writeSync(writer, 'Reloaded\n');
  expect(appendedSince(file, 2000)).toBe('Reloaded\n');
});
