import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bugs } from './bugs.ts';
import { bites, isQuick } from './teeth.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('A bug that is planted', () => {
  it.each(bugs)('can still be: $name', ({ file, instead, caughtBy }) => {
    expect(read(file).split(instead)).toHaveLength(2);
    expect(read(caughtBy)).toContain('describe(');
  });

  it.each(bugs.filter(isQuick))(
    'is found where no servers are needed: $name',
    async (bug) => {
      expect(await bites([bug])).toMatchObject([{ isCaught: true }]);
    },
    60_000,
  );
});
