import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './contracts.ts';

const folders = globSync('verticals/*/backend/migrations', { cwd: root }).sort();
const numbersIn = (folder: string) =>
  globSync('*.sql', { cwd: path.join(root, folder) })
    .map((file) => Number(/^(\d{3})\.do\.[a-z0-9-]+\.sql$/.exec(file)?.[1]))
    .sort((one, other) => one - other);

it.each(folders)('each migration has a number of its own, and none is left out: %s', (folder) => {
  const numbers = numbersIn(folder);
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
});
