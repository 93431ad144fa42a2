import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Description, Release, type WebRelease } from '@jogakbo/protocol';
import { blockFiles, containerName, federate, web } from '@jogakbo/blocks/build';
import { bundle } from './bundle.ts';
import { compile } from './compile.ts';
import { foldersOf, versionOf, type Unit } from './inputs.ts';
import { recordAssets, webRelease } from './web-record.ts';

export interface BuildOptions {
  /** The workspace's root folder. */
  readonly root: string;
  /** Where releases are kept: `<releases>/<unit>/<version>/`. */
  readonly releases: string;
  readonly onProgress?: (line: string) => void;
}

export interface BuiltRelease {
  readonly vertical: string;
  readonly version: string;
  readonly folder: string;
  readonly release: Release;
  /** The release was there already: the same inputs gave the same version. */
  readonly reused: boolean;
}

/**
 * Builds one unit, front and back, as an immutable release; a release of the same inputs is reused.
 *
 * @remarks The folder appears whole or not at all: it is built beside its place and moved there at the end.
 */
export async function buildRelease(unit: Unit, { root, releases, onProgress = () => {} }: BuildOptions): Promise<BuiltRelease> {
  const version = versionOf(root, unit);
  const folder = path.join(releases, unit, version);
  if (existsSync(path.join(folder, 'release.json')))
    return { vertical: unit, version, folder, release: await readRecord(folder), reused: true };
  await mkdir(path.join(releases, unit), { recursive: true });
  const unfinished = await mkdtemp(path.join(releases, unit, '.unfinished-'));
  try {
    const release = await buildInto(unfinished, { root, unit, version, cache: path.join(releases, '../cache'), onProgress });
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return { vertical: unit, version, folder, release, reused: false };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

const readRecord = async (folder: string) => Release.parse(JSON.parse(await readFile(path.join(folder, 'release.json'), 'utf8')));

interface Building {
  readonly root: string;
  readonly unit: Unit;
  readonly version: string;
  readonly cache: string;
  readonly onProgress: (line: string) => void;
}

async function buildInto(folder: string, building: Building): Promise<Release> {
  const { root, unit, version, cache, onProgress } = building;
  const { backend, frontend } = foldersOf(root, unit);
  onProgress(`${unit}: back end`);
  await compile(bundle({ unit, version, folder: backend, output: path.join(folder, 'backend'), cache }));
  const migrations = path.join(backend, 'migrations');
  if (existsSync(migrations)) await cp(migrations, path.join(folder, 'backend/migrations'), { recursive: true });
  const description = await describeBackend(folder);
  onProgress(`${unit}: front end`);
  const browser = { unit, version, output: path.join(folder, 'web'), cache };
  const web = unit === 'shell' ? await buildShellWeb(browser, backend) : frontend && (await buildBlocks({ ...browser, folder: frontend }));
  const release: Release = { vertical: unit, version, description, ...(web && { web }) };
  await writeFile(path.join(folder, 'release.json'), JSON.stringify(release, null, 1));
  return release;
}

async function describeBackend(folder: string): Promise<Description> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'backend/main.js'), '--describe'], {
    maxBuffer: 8 << 20,
    timeout: 30_000,
  });
  return Description.parse(JSON.parse(stdout));
}

async function buildBlocks(build: { unit: string; version: string; folder: string; output: string; cache: string }): Promise<WebRelease> {
  await compile(federate(build));
  const blocks = Object.keys(blockFiles(build.folder)).map((name) => `${build.unit}/${name}`);
  return webRelease(containerName(build.unit, build.version), blocks, await recordAssets(build.output));
}

/** The shell's client is an ordinary bundle: it brings React, the federation runtime and the style of every page. */
async function buildShellWeb(build: { unit: string; version: string; output: string; cache: string }, folder: string): Promise<WebRelease> {
  const config = web({ ...build, folder });
  await compile({ ...config, entry: { shell: './src/client/main.ts', document: './src/look/document.css', page: './src/look/page.css' } });
  return { remoteEntry: '', container: '', blocks: {}, assets: await recordAssets(build.output) };
}
