import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedIn } from '@jogakbo/testing/planted';
import { laws } from '../laws/laws.ts';
import { type Bug, bugs, verticalOf } from './bugs.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const names = laws.map(({ name }) => name);

describe('A bug of the shop', () => {
  it.each(bugs)('can be planted, and breaks a law that there is: $name', (bug) => {
    expect(plantedIn(readFileSync(path.join(root, bug.file), 'utf8'), bug)).not.toContain(bug.instead);
    expect(names).toContain(bug.law);
  });

  it('that has no place any more is an error, and so is one that has two', () => {
    const [bug] = bugs as [Bug];
    expect(() => plantedIn('', bug)).toThrow('has changed');
    expect(() => plantedIn(bug.instead.repeat(2), bug)).toThrow('has changed');
  });

  it('is there for each law, in each vertical that an order goes through', () => {
    expect(new Set(bugs.map(({ law }) => law))).toEqual(new Set(names));
    expect(new Set(bugs.map(verticalOf))).toEqual(new Set(['checkout', 'inventory', 'payment', 'delivery']));
  });
});
