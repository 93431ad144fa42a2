import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obtainNats, type Source } from './obtain.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obtain-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function server(place: string, version: string, name = 'nats-server'): string {
  mkdirSync(join(folder, place), { recursive: true });
  const file = join(folder, place, name);
  writeFileSync(file, `#!/bin/sh\necho "nats-server: v${version}"\n`);
  chmodSync(file, 0o755);
  return file;
}

const search = (sources: Source[] = []) => ({ path: join(folder, 'path'), cache: join(folder, 'cache'), sources });
const delivers = (origin: string, version: string): Source => ({
  origin,
  fetch: async (scratch) => server(scratch.slice(folder.length), version),
});
const fails = (origin: string): Source => ({
  origin,
  fetch: async () => {
    throw new Error('unreachable');
  },
});
const kept = (version: string) => `nats-server-${version}-${process.platform}-${process.arch}`;

describe('a NATS server is obtained', () => {
  it('from the setting before all else', async () => {
    server('path', '2.14.0');
    const chosen = server('chosen', '2.12.3');
    expect(await obtainNats({ ...search(), chosen })).toMatchObject({ path: chosen, version: '2.12.3' });
  });

  it('from the setting or not at all: too old or not runnable is a problem with its cure', async () => {
    server('path', '2.14.0');
    await expect(obtainNats({ ...search(), chosen: server('chosen', '2.9.10') })).rejects.toMatchObject({
      message: expect.stringContaining('too old'),
      cure: expect.stringContaining('NATS_SERVER'),
    });
    await expect(obtainNats({ ...search(), chosen: '/no/such/file' })).rejects.toThrow("can't be run");
  });

  it('from PATH, if it is new enough', async () => {
    expect(await obtainNats({ ...search(), path: `${join(folder, 'nowhere')}:${join(server('path', '2.14.0'), '..')}` })).toMatchObject({
      version: '2.14.0',
      origin: 'PATH',
    });
  });

  it('from the cache, if the one in PATH is too old', async () => {
    server('path', '2.9.10');
    server('cache', '2.15.1', kept('2.15.1'));
    expect(await obtainNats(search([fails('never asked')]))).toMatchObject({ version: '2.15.1', origin: 'cache' });
  });

  it('from the first source that delivers, and is found in the cache from then on', async () => {
    const notes: string[] = [];
    const sources = [fails('release'), delivers('old package', '2.10.0'), delivers('package', '2.15.1')];
    expect(await obtainNats({ ...search(sources), note: (line) => notes.push(line) })).toMatchObject({
      version: '2.15.1',
      origin: 'package',
    });
    expect(notes).toEqual(['fetching it: release', 'fetching it: old package', 'fetching it: package']);
    expect(await obtainNats(search([fails('never asked')]))).toMatchObject({ version: '2.15.1', origin: 'cache' });
    expect(readdirSync(join(folder, 'cache'))).toEqual([kept('2.15.1')]);
  });

  it('or else the problem names why each source failed', async () => {
    const refusal = obtainNats(search([fails('release'), delivers('package', '2.10.0')]));
    await expect(refusal).rejects.toThrow(/release: unreachable[^]*package: it has only version 2\.10\.0/);
    await expect(refusal).rejects.toMatchObject({ cure: expect.stringContaining('NATS_SERVER') });
  });
});
