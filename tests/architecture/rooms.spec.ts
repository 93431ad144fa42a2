import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The folders of a package, each with those that it imports. Files beside them are the package's doors and wiring: they may know all. */
function folderGraph(sources: string): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const file of globSync('*/**/*.{ts,tsx}', { cwd: path.join(root, sources) })) {
    if (/\.spec\.tsx?$|^testing\//.test(file)) continue;
    const folder = file.split(path.sep)[0]!;
    const known = graph.get(folder) ?? graph.set(folder, new Set()).get(folder)!;
    for (const [, specifier] of readFileSync(path.join(root, sources, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const [to, ...inside] = path.join(path.dirname(file), specifier!).split(path.sep);
      if (inside.length > 0 && to !== '..' && to !== folder) known.add(to!);
    }
  }
  return graph;
}

/** Folders that lead to each other, in whatever number of steps. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of graph.get(from) ?? []) if (!seen.has(to)) reached(to, seen.add(to));
    return seen;
  };
  const reach = new Map([...graph.keys()].map((folder) => [folder, reached(folder)]));
  const circles = [...graph.keys()].map((one) =>
    [...graph.keys()].filter((other) => reach.get(one)!.has(other) && reach.get(other)?.has(one)),
  );
  return [...new Set(circles.filter(({ length }) => length > 1).map((folders) => folders.sort().join(' ↔ ')))];
}

/** Circles that are there and ought not to be: none is added, and one that is gone is taken out. */
const known: Readonly<Record<string, readonly string[]>> = {
  'apps/gateway/src': ['access ↔ events ↔ shares'],
};

describe('The rooms of an app and of a package of the platform', () => {
  const packages = globSync('{apps/*,shell,platform/*}/src', { cwd: root }).sort();
  it.each(packages)('of %s know each other one way', (sources) => expect(circlesIn(folderGraph(sources))).toEqual(known[sources] ?? []));
  it('are found where they are', () =>
    expect(
      circlesIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['c'])],
          ['c', new Set(['a'])],
          ['d', new Set(['a'])],
        ]),
      ),
    ).toEqual(['a ↔ b ↔ c']));
});
