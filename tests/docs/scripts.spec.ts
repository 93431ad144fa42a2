import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: object }).scripts);

/** Pages, error messages and comments: whatever may tell a reader what to run. */
const files = globSync(
  ['*.{md,mjs,ts}', '.env.example', '{docs,findings}/**/*.md', '{apps,platform,shell,tests,tools,verticals}/**/*.{md,mjs,ts,tsx,css}'],
  { cwd: root, exclude: (name) => /(^|\/)(node_modules|dist|\.cache|fixtures)$/.test(String(name)) },
);

it('Every script that a text names is in package.json', () => {
  const named = files.flatMap((file) => [...textOf(file).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script = '']) => ({ file, script })));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ script }) => !scripts.includes(script))).toEqual([]);
});
