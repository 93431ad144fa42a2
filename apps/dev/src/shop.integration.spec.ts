import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployThrough } from './control/client.ts';
import type { DeploymentOutcome } from './deployment.ts';
import { type Behaviour, fixtureBuild, type FixtureRelease, fixtureRepository } from './fixture/unit.ts';
import { LivePointers } from './nats/live-pointers.ts';
import { identityOf } from './process/identity.ts';
import type { ProcessStatus } from './process/process-spec.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { type Shop, startShop } from './shop.ts';

const FREE_PORTS = { PORT: '0', NATS_PORT: '0', POSTGRES_PORT: '0', CONTROL_PORT: '0' };
const SEED =
  'import { appendFileSync } from "node:fs"; const home: Response = await fetch(process.env.ADDRESS!); appendFileSync("seeded", `${home.status} ${process.env.STAFF_TOKEN}`);';
const behaviours: Record<string, FixtureRelease> = {};
const build = fixtureBuild(behaviours);
let root: string;
let settings: Settings;
let shop: Shop;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'shop-'));
  fixtureRepository(root, ['alpha', 'beta'], { alpha: SEED });
  settings = settingsFrom({ ...FREE_PORTS, REPLICAS: '2', KEEP_OLD_SECONDS: '0', SECRET: 'not to be passed on' }, root);
  shop = await startShop(settings, { build });
}, 120_000);
afterAll(async () => {
  await shop?.stop();
  rmSync(root, { recursive: true, force: true });
}, 30_000);

const named = (instance: string) => shop.processes().find((each) => each.instance === instance);
const ofUnit = (unit: string) =>
  shop
    .processes()
    .filter((each) => each.unit === unit)
    .map(({ instance, version, state }) => `${instance} ${version} ${state}`);

const liveVersionOf = async (unit: string) => (await said((pointers) => pointers.get(unit)))?.version;
const deployedOf = async (unit: string) => Object.keys(await said((pointers) => pointers.deployed(unit))).sort();

async function said<T>(ask: (pointers: LivePointers) => Promise<T>): Promise<T> {
  const [, port] = /"127\.0\.0\.1:(\d+)"/.exec(readFileSync(join(shop.state.nats, 'nats.conf'), 'utf8')) ?? [];
  const secrets = JSON.parse(readFileSync(shop.state.credentials, 'utf8')) as Record<string, string>;
  const pointers = await LivePointers.open({ url: `nats://127.0.0.1:${port}`, user: 'dev', password: secrets['nats:dev'] ?? '' });
  const answer = await ask(pointers);
  await pointers.close();
  return answer;
}

const reset = (folder = settings.state) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'reset.ts')], { env: { ...process.env, JOGAKBO_STATE: folder } });

async function released(unit: string, version: string, behaviour: Behaviour, messages: FixtureRelease['messages'] = []): Promise<void> {
  behaviours[unit] = { version, behaviour, messages };
  await build({ unit, root, releases: shop.state.releases, note: () => {} });
}

describe('a started shop', () => {
  it('runs each vertical and the shell in replicas, the gateway once, and the two servers', () => {
    expect(
      shop
        .processes()
        .map(({ instance }) => instance)
        .sort(),
    ).toEqual(['alpha-1', 'alpha-2', 'beta-1', 'beta-2', 'gateway-1', 'nats', 'postgres', 'shell-1', 'shell-2']);
    expect(shop.processes().every(({ state }) => state === 'ready')).toBe(true);
  });

  it('tells each process what it needs and nothing else', async () => {
    const environmentOf = async (port: number | null | undefined) =>
      ((await (await fetch(`http://127.0.0.1:${port}/`)).json()) as { environment: Record<string, string> }).environment;
    const alpha = await environmentOf(named('alpha-1')?.port);
    expect(alpha).toMatchObject({
      INSTANCE: 'alpha-1',
      NODE_ENV: 'production',
      NATS_USER: 'alpha',
      DATABASE_URL: expect.stringContaining('/alpha'),
      GATEWAY_URL: shop.address,
    });
    const gateway = await environmentOf(Number(new URL(shop.address).port));
    expect(gateway).toMatchObject({ STAFF_TOKEN: shop.staffToken, RELEASES_DIR: shop.state.releases });
    expect(gateway).toMatchObject({ IDENTITY_FILE: shop.state.identity, OIDC_STAFF_ROLE: 'staff' });
    expect([shop.madeAccount?.name, JSON.stringify(gateway).includes(shop.madeAccount!.password)]).toEqual(['staff', false]);
    expect(gateway).not.toHaveProperty('DATABASE_URL');
    expect(Object.keys({ ...alpha, ...gateway }).filter((name) => name.startsWith('VITEST') || name.startsWith('npm_'))).toEqual([]);
  });

  it('has been given its first data, by staff', () => {
    expect(readFileSync(join(root, 'seeded'), 'utf8')).toBe(`200 ${shop.staffToken}`);
  });

  it('points to what runs', async () => {
    expect(await liveVersionOf('alpha')).toBe('v1');
  });

  it('is not started twice: the second start says where the first one is', async () => {
    await expect(startShop(settings, { build })).rejects.toThrow(`The shop runs already: ${shop.address} (process ${process.pid})`);
  });

  it('heals a killed process', async () => {
    const before = named('beta-1')?.pid;
    shop.kill('beta-1');
    await expect.poll(() => named('beta-1'), { timeout: 10_000 }).toMatchObject({ state: 'ready', restarts: 1 });
    expect(named('beta-1')?.pid).not.toBe(before);
  });

  it('keeps a process stopped until it is started', async () => {
    expect(await shop.control<ProcessStatus>('POST', '/processes/beta-2/stop')).toMatchObject({ state: 'stopped', pid: null });
    await shop.control('POST', '/processes/beta-2/start');
    await expect.poll(() => named('beta-2')?.state, { timeout: 10_000 }).toBe('ready');
  });

  it('lists its processes to those who know the token, and to nobody else', async () => {
    expect(await shop.control<ProcessStatus[]>('GET', '/processes')).toHaveLength(9);
    const { control } = JSON.parse(readFileSync(shop.state.control, 'utf8')) as { control: string };
    expect((await fetch(`${control}/processes`)).status).toBe(401);
    await expect(shop.control('POST', '/processes/gamma-1/kill')).rejects.toThrow('There is no process gamma-1');
  });
});

describe('a deployment', () => {
  it('replaces one vertical and nothing else', async () => {
    await released('alpha', 'v2', 'serves');
    const others = () =>
      shop
        .processes()
        .filter(({ unit }) => unit !== 'alpha')
        .map(({ pid }) => pid);
    const before = others();
    const lines: string[] = [];
    const outcome = await deployThrough<DeploymentOutcome>(shop.state, { unit: 'alpha', version: 'v2' }, (line) => lines.push(line));
    expect(outcome).toEqual({ unit: 'alpha', version: 'v2', before: 'v1' });
    expect(lines.join()).toContain('alpha v2 ready beside v1');
    expect(await liveVersionOf('alpha')).toBe('v2');
    await expect.poll(() => ofUnit('alpha'), { timeout: 10_000 }).toEqual(['alpha-3 v2 ready', 'alpha-4 v2 ready']);
    expect(others()).toEqual(before);
    // Nothing is believed of the old release once its processes have stopped.
    await expect.poll(() => deployedOf('alpha'), { timeout: 10_000 }).toEqual(['v2']);
  });

  it('of what is live already does nothing', async () => {
    expect(await shop.deploy('alpha', 'v2')).toEqual({ unit: 'alpha', version: 'v2', before: 'v2' });
    expect(ofUnit('alpha')).toEqual(['alpha-3 v2 ready', 'alpha-4 v2 ready']);
  });

  it('that fails says why and leaves the old version answering', async () => {
    await released('alpha', 'v3', 'fails');
    await expect(shop.deploy('alpha', 'v3')).rejects.toMatchObject({
      message: expect.stringMatching(/exit code 3[^]*the view does not exist/),
      cure: expect.stringContaining('v2 goes on answering'),
    });
    expect(await liveVersionOf('alpha')).toBe('v2');
    expect(ofUnit('alpha')).toEqual(['alpha-3 v2 ready', 'alpha-4 v2 ready']);
  });

  it('of a release that claims what another vertical owns is refused, and starts nothing', async () => {
    const claims: FixtureRelease['messages'] = [{ kind: 'query', type: 'Get', cookies: [{ name: 'c_cart', keptFor: 60 }] }];
    await released('beta', 'v2', 'serves', claims);
    await shop.deploy('beta', 'v2');
    await released('alpha', 'v4', 'serves', claims);
    await expect(shop.deploy('alpha', 'v4')).rejects.toMatchObject({
      message: 'alpha v4 claims the cookie c_cart, which beta v2 owns',
      cure: expect.stringContaining('deploy beta without it, wait until its old processes have stopped, and deploy alpha again'),
    });
    expect([await liveVersionOf('alpha'), await deployedOf('alpha')]).toEqual(['v2', ['v2']]);
    expect(ofUnit('alpha')).toEqual(['alpha-3 v2 ready', 'alpha-4 v2 ready']);
    await shop.deploy('beta', 'v1');
    delete behaviours.beta;
  });

  it('goes back to an earlier release', async () => {
    await shop.deploy('alpha', 'v1');
    expect(await liveVersionOf('alpha')).toBe('v1');
    await expect.poll(() => ofUnit('alpha'), { timeout: 10_000 }).toEqual(['alpha-1 v1 ready', 'alpha-2 v1 ready']);
  });

  it('of something that does not exist lists what does', async () => {
    await expect(shop.deploy('alpha', 'v9')).rejects.toMatchObject({
      message: 'There is no release v9 of alpha',
      cure: expect.stringContaining('v1, v2, v3, v4'),
    });
    await expect(shop.deploy('gamma', 'v1')).rejects.toMatchObject({
      message: 'There is no vertical gamma',
      cure: expect.stringContaining('alpha, beta, shell'),
    });
  });
});

describe('a reset', () => {
  it('refuses while the shop runs, and says where', async () => {
    await expect(reset()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(`The shop runs: ${shop.address}`) });
  }, 30_000);

  it('removes nothing that is not a state folder', async () => {
    await expect(reset(root)).rejects.toMatchObject({ stderr: expect.stringContaining('is not a state folder') });
    expect(existsSync(join(root, 'verticals'))).toBe(true);
  }, 30_000);
});

describe('a stopped shop', () => {
  it('leaves no process, port or lock behind, and starts again where it was', async () => {
    const processes = shop.processes().map(({ pid }) => pid ?? 0);
    await shop.stop();
    expect(processes.filter((pid) => identityOf(pid))).toEqual([]);
    expect(existsSync(shop.state.control)).toBe(false);
    behaviours.alpha = { version: 'v1', behaviour: 'serves' };
    shop = await startShop(settings, { build });
    expect(await liveVersionOf('alpha')).toBe('v1');
    expect(readFileSync(join(root, 'seeded'), 'utf8')).toBe(`200 ${shop.staffToken}`);
  }, 60_000);

  it('leaves nothing behind when its start is broken off', async () => {
    await shop.stop();
    const breakOff = new AbortController();
    const starting = startShop(settings, {
      signal: breakOff.signal,
      build: async (order) => {
        breakOff.abort();
        return build(order);
      },
    });
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(shop.state.control)).toBe(false);
  }, 60_000);

  it('leaves nothing behind when its start is broken off while a vertical never gets ready', async () => {
    behaviours.beta = { version: 'v4', behaviour: 'never ready' };
    const breakOff = new AbortController();
    const watching = setInterval(() => existsSync(join(settings.state, 'logs/beta-1.log')) && breakOff.abort(), 50);
    rmSync(join(settings.state, 'logs/beta-1.log'), { force: true });
    const begun = performance.now();
    await expect(startShop({ ...settings, readySeconds: 50 }, { build, signal: breakOff.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    clearInterval(watching);
    expect(performance.now() - begun).toBeLessThan(40_000);
    expect(existsSync(shop.state.control)).toBe(false);
  }, 60_000);

  it('shows the gap of a vertical that never gets ready, and opens all the same', async () => {
    behaviours.beta = { version: 'v4', behaviour: 'never ready' };
    shop = await startShop({ ...settings, readySeconds: 2 }, { build });
    expect(ofUnit('beta')).toEqual(['beta-1 v4 starting', 'beta-2 v4 starting']);
    expect(await liveVersionOf('beta')).toBe('v1');
  }, 60_000);

  it('is removed by a reset', async () => {
    await shop.stop();
    expect((await reset()).stdout).toContain(`Removed ${shop.state.folder}`);
    expect(existsSync(shop.state.folder)).toBe(false);
    expect((await reset()).stdout).toContain('nothing to remove');
  }, 60_000);
});
