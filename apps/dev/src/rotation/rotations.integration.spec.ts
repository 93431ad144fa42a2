import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimOf } from '../claim.ts';
import { rotateThrough } from '../control/client.ts';
import { Credentials, type SecretName } from '../credentials.ts';
import { queryAt } from '../fixture/query.ts';
import { type Behaviour, fixtureBuild, fixtureRepository } from '../fixture/unit.ts';
import { connectAs } from '../nats/connection.ts';
import { settingsFrom } from '../settings.ts';
import { type Shop, startShop } from '../shop.ts';
import { RotationRequest } from './args.ts';

const FREE_PORTS = { PORT: '0', NATS_PORT: '0', POSTGRES_PORT: '0', CONTROL_PORT: '0' };
const behaviours: Record<string, { version: string; behaviour: Behaviour }> = {};
const build = fixtureBuild(behaviours);
let root: string;
let shop: Shop;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rotations-'));
  fixtureRepository(root, ['alpha', 'beta']);
  shop = await startShop(settingsFrom({ ...FREE_PORTS, KEEP_OLD_SECONDS: '0' }, root), { build });
}, 120_000);
afterAll(async () => {
  await shop?.stop();
  rmSync(root, { recursive: true, force: true });
}, 30_000);

const rotate = (order: Partial<RotationRequest> = {}) => rotateThrough(shop.state, RotationRequest.parse(order), () => {});
const credentials = () => new Credentials(shop.state.credentials);
const processOf = (unit: string) => shop.processes().find((each) => each.unit === unit)!;

interface Told {
  readonly environment: Record<string, string>;
  readonly revision: string;
}
const toldTo = async (unit: string): Promise<Told['environment']> => {
  const answer = await fetch(`http://127.0.0.1:${processOf(unit).port}/`);
  return ((await answer.json()) as Told).environment;
};
const gateway = async () => (await (await fetch(shop.address)).json()) as Told;

/** How a vertical logs in, as its process was told. */
async function waysOf(unit: string) {
  const { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, DATABASE_URL } = await toldTo(unit);
  return {
    nats: async () => (await connectAs({ url: url!, user: user!, password: password! })).close(),
    database: () => queryAt(DATABASE_URL!, 'SELECT'),
  };
}
const isLetIn = async ({ nats, database }: Awaited<ReturnType<typeof waysOf>>) => {
  const tried = await Promise.allSettled([nats(), database()]);
  return tried.map(({ status }) => status === 'fulfilled');
};

/** Has releases of a unit that start from now on behave otherwise. */
async function behave(unit: string, behaviour: Behaviour): Promise<void> {
  behaviours[unit] = { version: 'v1', behaviour };
  await build({ unit, root, releases: shop.state.releases, note: () => {} });
}

describe('a rotation', () => {
  it('gives every secret another value, to every process, and refuses the old ones', async () => {
    const before = credentials();
    const [old, alpha, token] = [await waysOf('alpha'), await toldTo('alpha'), claimOf(shop.state)!.token];
    const { rotated, until } = await rotate();

    const after = credentials();
    expect([rotated, after.names.filter((name) => after.of(name) === before.of(name))]).toEqual([after.names.length, []]);
    const told = await toldTo('alpha');
    expect([told.NATS_USER, new URL(told.DATABASE_URL!).username, told.GATEWAY_TOKEN === alpha.GATEWAY_TOKEN]).toEqual([
      ...['alpha_2', 'alpha_2', false],
    ]);
    expect([await isLetIn(old), await isLetIn(await waysOf('alpha'))]).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(Object.keys(until).sort()).toEqual([
      ...['control-token', 'identity-cookie-key', 'identity-signing-key', 'session-secret', 'staff-token'],
    ]);
    expect(claimOf(shop.state)!.token).not.toBe(token);
    const asked = await fetch(`${claimOf(shop.state)!.control}/processes`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(200);
  });

  it('has the gateway take up all that is accepted, in the process that holds the port', async () => {
    const { pid } = processOf('gateway');
    await rotate({ only: ['sessions', 'tokens'] });
    const written = JSON.parse(readFileSync(shop.state.gateway, 'utf8')) as Record<string, string>;
    const accepted = (name: SecretName) =>
      credentials()
        .accepted(name)
        .map(({ value }) => value);
    expect([written.SESSION_SECRET, written.STAFF_TOKEN]).toEqual([accepted('session-secret').join(), accepted('staff-token').join()]);
    expect([accepted('session-secret').length, accepted('vertical-token').length]).toEqual([3, 1]);
    expect([(await gateway()).revision, processOf('gateway').pid]).toEqual([written.REVISION, pid]);
  });

  it('touches nothing else than it is asked for, and leaves no grace where that is asked for', async () => {
    const [before, { pid }] = [credentials(), processOf('alpha')];
    await rotate({ only: ['sessions'], now: true });
    const changed = credentials().names.filter((name) => credentials().of(name) !== before.of(name));
    expect([changed, credentials().accepted('session-secret').length, processOf('alpha').pid]).toEqual([['session-secret'], 1, pid]);
  });

  it('that cannot be ended leaves what works, and goes on where it was when it is asked for again', async () => {
    const old = await waysOf('beta');
    await behave('beta', 'fails');
    await expect(rotate({ only: ['nats', 'postgres'] })).rejects.toThrow('beta v1 is not put live');
    const begun = credentials();
    const [alpha, beta] = [processOf('alpha'), await waysOf('beta')];
    expect([await isLetIn(old), await isLetIn(beta), await isLetIn(await waysOf('alpha'))]).toEqual([
      ...[
        [true, true],
        [true, true],
        [true, true],
      ],
    ]);

    await behave('beta', 'serves');
    await rotate({ only: ['nats', 'postgres'] });
    expect(credentials().of('nats:beta')).toBe(begun.of('nats:beta'));
    expect([processOf('alpha').pid, await isLetIn(old), await isLetIn(await waysOf('beta'))]).toEqual([
      ...[alpha.pid, [false, false], [true, true]],
    ]);
  });

  it('stops at its next step when whoever asked for it has left, and goes on from there', async () => {
    const { generation } = credentials().given('nats:beta');
    await behave('alpha', 'never ready');
    const { control, token } = claimOf(shop.state)!;
    const leaving = new AbortController();
    const asked = await fetch(`${control}/rotations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ only: ['nats'] }),
      signal: leaving.signal,
    });
    const decoder = new TextDecoder();
    let said = '';
    for await (const chunk of asked.body!) if ((said += decoder.decode(chunk)).includes('alpha v1 ready')) break;
    leaving.abort();
    await expect(rotate({ only: ['nats'] })).rejects.toThrow('Secrets are being rotated already');
    await behave('alpha', 'serves');
    for (const { instance } of shop.processes().filter(({ unit, state }) => unit === 'alpha' && state === 'starting')) shop.kill(instance);
    const isUnderWay = () => credentials().isUnderWay('nats:alpha');
    // Had it gone on to its end, the next one would make another value.
    await expect.poll(() => rotate({ only: ['nats'] }).then(isUnderWay, (error: Error) => error.message), { timeout: 20_000 }).toBe(false);
    expect(credentials().given('nats:beta').generation).toBe(generation + 1);
  });

  it('gives staff another password when that is asked for, and says it once', async () => {
    const before = readFileSync(shop.state.identity, 'utf8');
    const { account } = await rotate({ only: ['account'] });
    expect(account).toMatchObject({ name: 'staff', password: expect.stringMatching(/^.{20}$/) });
    const kept = readFileSync(shop.state.identity, 'utf8');
    expect([kept === before, kept.includes(account!.password)]).toEqual([false, false]);
  });
});
