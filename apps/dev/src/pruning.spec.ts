import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReleaseHistory } from './pruning.ts';

const OLD = new Date('2026-01-01');

let folder: string;
let history: ReleaseHistory;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pruning-'));
  history = new ReleaseHistory({ live: join(folder, 'live.json'), releases: join(folder, 'releases') });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unit = 'explore';
const releases = () => readdirSync(join(folder, 'releases', unit)).sort();

function build(...versions: string[]): void {
  for (const version of versions) {
    mkdirSync(join(folder, 'releases', unit, version, 'web'), { recursive: true });
    utimesSync(join(folder, 'releases', unit, version), OLD, OLD);
  }
}

it('keeps the five releases that were live last, those that run, and those of the last day', () => {
  const versions = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'];
  build(...versions, 'never-live', '.unfinished-abc');
  mkdirSync(join(folder, 'releases', unit, 'just-built'));
  for (const version of versions) history.wasMadeLive(unit, version);
  expect(history.prune(unit, ['v8', 'v2']).sort()).toEqual(['.unfinished-abc', 'never-live', 'v1', 'v3']);
  expect(releases()).toEqual(['just-built', 'v2', 'v4', 'v5', 'v6', 'v7', 'v8']);
  expect(history.prune(unit, [])).toEqual(['v2']);
});

it('remembers over a restart what was live, and counts a release once however often it was', () => {
  build('v1', 'v2');
  for (const version of ['v1', 'v2', 'v1', 'v1', 'v2', 'v1', 'v2']) history.wasMadeLive(unit, version);
  const again = new ReleaseHistory({ live: join(folder, 'live.json'), releases: join(folder, 'releases') });
  expect([again.prune(unit, []), releases(), existsSync(join(folder, 'live.json'))]).toEqual([[], ['v1', 'v2'], true]);
});
