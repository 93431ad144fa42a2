import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the peers are made of, each in the version that was measured. */
const packages = {
  '@dbos-inc/dbos-sdk': '5.3.0',
  '@restatedev/restate-server': '1.7.12',
  '@restatedev/restate-sdk': '1.17.2',
  pg: '8.23.1',
};

/** Installs the peers into a folder of the benchmark's own, unless they are there: the project does not depend on them. */
export function installPeers(state: string): string {
  const folder = path.join(state, 'saga-peers');
  const wanted = Object.entries(packages);
  if (!wanted.every(([name, version]) => isThere(folder, name, version))) {
    mkdirSync(folder, { recursive: true });
    const names = wanted.map(([name, version]) => `${name}@${version}`);
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', ...names], { stdio: 'pipe' });
  }
  return folder;
}

function isThere(folder: string, name: string, version: string): boolean {
  const file = path.join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === version;
}
