import { type DeployedReleases, MAX_DEPLOYED_RELEASES } from '@jogakbo/protocol';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Deployments } from './deployment.ts';
import { fixtureBuild, fixtureRepository } from './fixture/unit.ts';
import { Fleet, type FleetGround } from './fleet.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { silent } from './progress.ts';
import { ReleaseHistory } from './pruning.ts';
import { settingsFrom } from './settings.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deployment-'));
  fixtureRepository(root, ['alpha']);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Said {
  point: (unit: string, version: string) => Promise<boolean>;
  deploy?: (unit: string, releases: DeployedReleases) => Promise<void>;
}

/** A fleet whose processes are ready at once and whose pointers fail when told to. */
function fleetOn({ point, deploy = async () => {} }: Said, running: Set<string>): Fleet {
  const pointers = { point, deploy };
  const supervisor = {
    freeNames: (unit: string) => [`${unit}-${running.size + 1}`],
    add: (spec: ProcessSpec) => (running.add(spec.version), { spec, on: () => {}, untilReady: async () => {} }),
    remove: async () => void running.delete('v2'),
  };
  const servers = { provide: async () => {}, natsFor: () => ({ url: '', user: '', password: '' }), databaseUrlOf: () => '' };
  const ground = {
    settings: settingsFrom({}, root),
    supervisor,
    servers,
    pointers,
    progress: silent,
    history: new ReleaseHistory({ live: join(root, 'live.json'), releases: join(root, 'releases') }),
    releases: '',
    verticalToken: () => '',
    signIn: {},
  };
  return new Fleet(ground as unknown as FleetGround);
}

it('a deployment whose pointer could not be moved leaves nothing of the new release, and may be tried again', async () => {
  const releases = join(root, 'releases');
  mkdirSync(releases);
  for (const version of ['v1', 'v2'])
    await fixtureBuild({ alpha: { version, behaviour: 'serves' } })({ unit: 'alpha', root, releases, note: () => {} });
  const point = vi.fn<(unit: string, version: string) => Promise<boolean>>().mockResolvedValue(true);
  const running = new Set<string>();
  const deployments = new Deployments(fleetOn({ point }, running), settingsFrom({ KEEP_OLD_SECONDS: '3600' }, root), releases);
  await deployments.deploy('alpha', 'v1', silent);
  point.mockRejectedValueOnce(new Error('no answer from NATS'));
  await expect(deployments.deploy('alpha', 'v2', silent)).rejects.toMatchObject({
    message: 'alpha v2 is not put live: no answer from NATS',
    cure: expect.stringContaining('v1 goes on answering'),
  });
  expect(point).toHaveBeenLastCalledWith('alpha', 'v1');
  expect([...running]).toEqual(['v1']);
  expect(await deployments.deploy('alpha', 'v2', silent)).toEqual({ unit: 'alpha', version: 'v2', before: 'v1' });
  deployments.close();
});

it('a release that is live is started anew when that is asked for, and left alone otherwise', async () => {
  const releases = join(root, 'releases');
  mkdirSync(releases);
  await fixtureBuild({ alpha: { version: 'v1', behaviour: 'serves' } })({ unit: 'alpha', root, releases, note: () => {} });
  const fleet = fleetOn({ point: async () => true }, new Set());
  const deployments = new Deployments(fleet, settingsFrom({ KEEP_OLD_SECONDS: '3600' }, root), releases);
  await deployments.deploy('alpha', 'v1', silent);
  const first = fleet.processesOf('alpha');
  expect(await deployments.deploy('alpha', 'v1', silent)).toEqual({ unit: 'alpha', version: 'v1', before: 'v1' });
  expect(fleet.processesOf('alpha')).toEqual(first);
  expect(await deployments.deploy('alpha', 'v1', silent, true)).toEqual({ unit: 'alpha', version: 'v1', before: 'v1' });
  expect(fleet.processesOf('alpha')).toHaveLength(2);
  deployments.close();
});

it('a release is said to be deployed before it starts, beside those that still answer; there is room for so many and no more', async () => {
  const releases = join(root, 'releases');
  mkdirSync(releases);
  const versions = Array.from({ length: MAX_DEPLOYED_RELEASES + 1 }, (_, number) => `v${number + 1}`);
  for (const version of versions)
    await fixtureBuild({ alpha: { version, behaviour: 'serves' } })({ unit: 'alpha', root, releases, note: () => {} });
  const running = new Set<string>();
  const said: { deployed: string[]; running: string[] }[] = [];
  const deploy = async (_: string, deployed: DeployedReleases) =>
    void said.push({ deployed: Object.keys(deployed), running: [...running] });
  const fleet = fleetOn({ point: async () => true, deploy }, running);
  const deployments = new Deployments(fleet, settingsFrom({ KEEP_OLD_SECONDS: '3600' }, root), releases);
  for (const version of versions.slice(0, -1)) await deployments.deploy('alpha', version, silent);
  expect(said.slice(0, 2)).toEqual([
    { deployed: ['v1'], running: [] },
    { deployed: ['v1', 'v2'], running: ['v1'] },
  ]);
  await expect(deployments.deploy('alpha', versions.at(-1)!, silent)).rejects.toMatchObject({
    message: `${MAX_DEPLOYED_RELEASES} releases of alpha run already`,
    cure: expect.stringContaining('KEEP_OLD_SECONDS'),
  });
  expect(said).toHaveLength(MAX_DEPLOYED_RELEASES);
  await fleet.retire(fleet.processesOf('alpha', 'v1'));
  expect(said.at(-1)?.deployed).toEqual(versions.slice(1, -1));
  deployments.close();
});
