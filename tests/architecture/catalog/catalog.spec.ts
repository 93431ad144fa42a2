import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../contracts.ts';
import { knownVerticals } from './known-vertical.ts';
import { overviewPage, verticalPage } from './pages.ts';

const folder = path.join(root, 'docs/catalog');
const verticals = await knownVerticals();

describe('the catalogue in docs/catalog says what the code does (else: npm run catalog)', () => {
  it('on its first page', () => expect(overviewPage(verticals)).toMatchFileSnapshot(path.join(folder, 'README.md')));

  it.each(verticals)('on the page of $name', (vertical) =>
    expect(verticalPage(vertical, verticals)).toMatchFileSnapshot(path.join(folder, `${vertical.name}.md`)),
  );

  it('and has no page of a vertical that is gone', () => {
    const known = ['README.md', ...verticals.map(({ name }) => `${name}.md`)];
    expect(globSync('*.md', { cwd: folder }).filter((file) => !known.includes(file))).toEqual([]);
  });
});
