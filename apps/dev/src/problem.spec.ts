import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explain, Problem } from './problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'problem-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('what a console says', () => {
  it('is the reason and the cure, whatever the operating system refuses', () => {
    writeFileSync(join(folder, 'file'), '');
    const refused = thrown(() => mkdirSync(join(folder, 'file/folder')));
    expect(explain(refused).split('\n')).toEqual([
      `${join(folder, 'file/folder')} can't be used: not a directory`,
      '  → move away what is there, or let JOGAKBO_STATE name another folder',
    ]);
  });

  it.each(['EROFS: read-only file system', 'ENOSPC: no space left on device', 'EACCES: permission denied', 'EMFILE: too many open files'])(
    'is one line and its cure: %s',
    (words) => {
      const [code] = words.split(':');
      const error = Object.assign(new Error(`${words}, open '/state/run/a.json'`), { code, syscall: 'open', path: '/state/run/a.json' });
      expect(explain(error)).toMatch(new RegExp(`^/state/run/a.json can't be used: ${words.slice(words.indexOf(':') + 2)}\n {2}→ .+$`));
    },
  );

  it('is a stack where a program is at fault', () => {
    expect(explain(new TypeError('no such thing'))).toContain('problem.spec.ts');
    expect(explain(new Problem('It is late', 'sleep'))).toBe('It is late\n  → sleep');
  });
});
