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

/** A fleet whose processes are ready at once and whose pointers fail when told to. */
function fleetOn(pointers: { point: (unit: string, version: string) => Promise<boolean> }, running: Set<string>): Fleet {
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
    staffToken: '',
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
