import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const pages = ['*.md', 'docs/**/*.md', 'apps/*/*.md', 'shell/*.md', 'platform/*/*.md', 'verticals/*/*.md', 'tests/*/*.md'].flatMap(
  (pattern) => globSync(pattern, { cwd: root }),
);

/** The places in the project that a page leads to, by link or by picture. */
const linksOf = (page: string) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0]!)
    .filter((target) => target && !/^\w+:/.test(target));

it.each(pages.sort())('%s leads nowhere that is not there', (page) => {
  const lost = linksOf(page).filter((target) => !existsSync(path.resolve(root, path.dirname(page), target)));
  expect(lost).toEqual([]);
});
