import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedIn } from '@jogakbo/testing/planted';
import { bugs } from './bugs.ts';
import { bites, isQuick } from './teeth.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('A bug that is planted', () => {
  it.each(bugs)('can still be: $name', (bug) => {
    expect(plantedIn(read(bug.file), bug)).toContain(bug.planted);
    expect(read(bug.caughtBy)).toContain('describe(');
  });

  it.each(bugs.filter(isQuick))(
    'is found where no servers are needed: $name',
    async (bug) => {
      expect(await bites([bug])).toMatchObject([{ isCaught: true }]);
    },
    60_000,
  );
});
