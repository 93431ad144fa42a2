import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A unit is what is released as one: a vertical, or one of the two apps that every shop has. */
export type Unit = 'gateway' | 'shell' | (string & {});

const apps: Record<string, string> = { gateway: 'apps/gateway', shell: 'shell' };

/** All units of a workspace: the apps, and every folder below `verticals/`. */
export function unitsOf(root: string): Unit[] {
  const verticals = path.join(root, 'verticals');
  const found = existsSync(verticals)
    ? readdirSync(verticals).filter((name) => existsSync(path.join(verticals, name, 'backend/package.json')))
    : [];
  return ['gateway', 'shell', ...found.sort()];
}

/** Where a unit's back end and front end are; `frontend` is absent where it has none. */
export function foldersOf(root: string, unit: Unit): { backend: string; frontend?: string } {
  const app = apps[unit];
  if (app) return { backend: path.join(root, app) };
  const backend = path.join(root, 'verticals', unit, 'backend');
  const frontend = path.join(root, 'verticals', unit, 'frontend');
  if (!existsSync(backend)) throw new Error(`There is no unit ${unit}. These exist: ${unitsOf(root).join(', ')}.`);
  return existsSync(path.join(frontend, 'package.json')) ? { backend, frontend } : { backend };
}

/**
 * The version of a release that this source tree would give: a digest of everything that goes into it.
 *
 * @remarks Own sources, those of every workspace package it depends on, and the lock file. Tests, what
 * only tests are made of, and documents don't count. Equal inputs give equal versions, so a release that exists need not be built again.
 */
export function versionOf(root: string, unit: Unit): string {
  const hash = createHash('sha256').update(unit);
  const { backend, frontend } = foldersOf(root, unit);
  const folders = [...new Set([backend, frontend].flatMap((folder) => (folder ? withDependencies(root, folder) : [])))].sort();
  for (const folder of [...folders, path.join(root, 'platform/release')]) {
    for (const file of sourcesOf(folder)) hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12);
}

function withDependencies(root: string, folder: string, seen = new Set<string>()): string[] {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const workspace = workspaceOf(root);
  for (const name of Object.keys(dependencies)) {
    const dependency = workspace.get(name);
    if (dependency) withDependencies(root, dependency, seen);
  }
  return [...seen];
}

const workspaces = new Map<string, Map<string, string>>();
function workspaceOf(root: string): Map<string, string> {
  const known = workspaces.get(root);
  if (known) return known;
  const { workspaces: patterns } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { workspaces: string[] };
  const folders = patterns.flatMap((pattern) => expand(root, pattern.split('/')));
  const named = folders.flatMap((folder) => {
    const file = path.join(folder, 'package.json');
    return existsSync(file) ? [[(JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name, folder] as const] : [];
  });
  const map = new Map(named);
  workspaces.set(root, map);
  return map;
}

function expand(folder: string, [first, ...rest]: string[]): string[] {
  if (first === undefined) return [folder];
  if (first !== '*') return expand(path.join(folder, first), rest);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? expand(path.join(folder, entry.name), rest) : [],
  );
}

/** Folders and files that no release has: tests, what only tests are made of, documents, and what is made of sources. */
const ignored = [
  /(^|\/)(node_modules|dist|\.cache|e2e|testing|fixtures?|under-test)(\/|$)/,
  /(\.(spec|conformance|fixture)|(^|\/)(specification|testing))\.tsx?$/,
  /\.md$|(^|\/)tsconfig\.json$/,
];
const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !ignored.some((pattern) => pattern.test(path.relative(folder, file))))
    .sort();
