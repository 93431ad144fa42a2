import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isState, prepareState, requireWhole } from './state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (place: string) => statSync(place).mode & 0o777;

describe('a state folder', () => {
  it('is never one that holds somebody’s files: nothing in it is touched', () => {
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    mkdirSync(join(folder, 'releases'));
    mkdirSync(join(folder, 'run'));
    expect(() => prepareState(folder)).toThrow(`${folder} holds files that are not the shop's`);
    expect([readdirSync(folder).sort(), modeOf(folder), isState(folder)]).toEqual([['releases', 'run', 'thesis.txt'], 0o700, false]);
  });

  it('is one that was not there, or was empty, and is known again', () => {
    for (const place of [folder, join(folder, 'new/state')]) {
      rmSync(place, { recursive: true, force: true });
      expect(isState(place)).toBe(false);
      prepareState(place);
      expect([isState(place), modeOf(place)]).toEqual([true, 0o755]);
      expect(() => prepareState(place)).not.toThrow();
    }
  });

  it('keeps the mode that its owner gives it later', () => {
    prepareState(folder);
    chmodSync(folder, 0o711);
    prepareState(folder);
    expect(modeOf(folder)).toBe(0o711);
  });

  it('is the repository’s own .jogakbo, whoever has put something there first', () => {
    const test = join(folder, '.jogakbo/test');
    mkdirSync(test, { recursive: true });
    expect(() => prepareState(join(folder, '.jogakbo'))).not.toThrow();
    expect(isState(test)).toBe(true);
  });

  it('is not started when only a part of a backup lies in it', () => {
    const state = prepareState(folder);
    expect(() => requireWhole(state)).not.toThrow();
    writeFileSync(state.restoring, '');
    expect(() => requireWhole(state)).toThrow('was restored by half');
  });

  it('is refused where no folder can be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareState(join(folder, 'file/deep/state'))).toThrow(
      /^The state folder .*file\/deep\/state can't be used: E(EXIST|NOTDIR)/,
    );
  });

  it('says what stands in its way', () => {
    mkdirSync(join(folder, '.jogakbo'));
    writeFileSync(join(folder, '.jogakbo/run'), '');
    expect(() => prepareState(join(folder, '.jogakbo'))).toThrow(
      `The state folder ${folder}/.jogakbo can't be used: EEXIST: file already exists`,
    );
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareState(join(folder, 'file'))).toThrow("file can't be used: EEXIST");
  });

  it.skipIf(!mayMount())('says that its disk has become read-only, also to root', () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2000m', 'none', folder]);
    try {
      prepareState(folder);
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      expect(() => prepareState(folder)).toThrow(`The state folder ${folder} can't be used: EROFS: read-only file system`);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'none', place], { stdio: 'pipe' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}
