import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { Problem, reasonOf } from '../problem.ts';
import { fetchDebianPackage } from './debian-package.ts';
import { fetchOfficialArchive } from './official-archive.ts';
import { isAtLeast, OLDEST_NATS, versionOf } from './version.ts';

/** A NATS server's binary that is new enough. */
export interface NatsBinary {
  path: string;
  version: string;
  /** Which way it was found. */
  origin: string;
}

/** A way of getting a NATS server; it may leave the binary in the given scratch folder. */
export interface Source {
  origin: string;
  fetch: (folder: string, signal?: AbortSignal) => Promise<string>;
}

/** Where a binary is looked for, before it is fetched. */
export interface Search {
  /** The path that the setting NATS_SERVER gives. */
  chosen?: string | undefined;
  /** The folders of PATH. */
  path?: string | undefined;
  /** Where fetched binaries are kept, for all clones of the repository. */
  cache?: string;
  sources?: Source[];
  note?: (detail: string) => void;
  signal?: AbortSignal | undefined;
}

const SOURCES: Source[] = [
  { origin: 'official release', fetch: fetchOfficialArchive },
  { origin: 'Debian package', fetch: fetchDebianPackage },
];

/** Finds a NATS server that is new enough, or fetches one: the setting, PATH, the cache, then the internet. */
export async function obtainNats(search: Search = {}): Promise<NatsBinary> {
  const { chosen, path = process.env.PATH, cache = natsCache() } = search;
  if (chosen) return checkChosen(chosen);
  const onPath = await firstUsable(
    (path ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, 'nats-server')),
    'PATH',
  );
  const kept = existsSync(cache) ? (await readdir(cache)).filter((name) => name.endsWith(`-${machine}`)) : [];
  return (
    onPath ??
    (await firstUsable(
      kept.map((name) => join(cache, name)),
      'cache',
    )) ??
    fetchInto(cache, search)
  );
}

async function checkChosen(path: string): Promise<NatsBinary> {
  const cure = `let NATS_SERVER name a NATS server of version ${OLDEST_NATS} or newer, or leave it out`;
  const version = await versionOf(path).catch((error: unknown) => {
    throw new Problem(`NATS_SERVER=${path} can't be run: ${reasonOf(error)}`, cure);
  });
  if (!isAtLeast(version, OLDEST_NATS)) throw new Problem(`NATS_SERVER=${path} is version ${version}: too old`, cure);
  return { path, version, origin: 'NATS_SERVER' };
}

async function firstUsable(paths: string[], origin: string): Promise<NatsBinary | undefined> {
  for (const path of paths.filter((each) => existsSync(each))) {
    const version = await versionOf(path).catch(() => '0.0.0');
    if (isAtLeast(version, OLDEST_NATS)) return { path, version, origin };
  }
  return undefined;
}

async function fetchInto(cache: string, { sources = SOURCES, note = () => {}, signal }: Search): Promise<NatsBinary> {
  makeFolder(cache);
  const failures: string[] = [];
  for (const source of sources) {
    const scratch = await mkdtemp(join(cache, 'fetching-'));
    try {
      note(`fetching it: ${source.origin}`);
      return await keep(await source.fetch(scratch, signal), cache, source.origin);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`${source.origin}: ${reasonOf(error)}`);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  throw new Problem(
    `No NATS server of version ${OLDEST_NATS} or newer could be found\n    ${failures.join('\n    ')}`,
    'connect to the internet and try again, or install nats-server yourself\n(https://github.com/nats-io/nats-server/releases) and let NATS_SERVER name its path',
  );
}

async function keep(fetched: string, cache: string, origin: string): Promise<NatsBinary> {
  await chmod(fetched, 0o755);
  const version = await versionOf(fetched);
  if (!isAtLeast(version, OLDEST_NATS)) throw new Error(`it has only version ${version}`);
  const path = join(cache, `nats-server-${version}-${machine}`);
  await copyFile(fetched, `${path}.new-${process.pid}`);
  await rename(`${path}.new-${process.pid}`, path);
  return { path, version, origin };
}

const machine = `${process.platform}-${process.arch}`;

/** The folder in the user's cache where fetched NATS servers outlive a reset. */
const natsCache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'jogakbo');
