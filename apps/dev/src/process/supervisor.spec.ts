import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silent } from '../progress.ts';
import { identityOf } from './identity.ts';
import type { ProcessSpec } from './process-spec.ts';
import { Supervisor } from './supervisor.ts';

let places: { logs: string; run: string };
let folder: string;
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  places = { logs: join(folder, 'logs'), run: join(folder, 'run') };
  for (const place of Object.values(places)) mkdirSync(place);
  supervisor = new Supervisor(places, silent);
});
afterEach(async () => {
  await supervisor.forceAll();
  rmSync(folder, { recursive: true, force: true });
});

/** A shell script that says it is ready by making a file. */
function script(instance: string, program: string, more: Partial<ProcessSpec> = {}): ProcessSpec {
  const ready = join(folder, `${instance}.ready`);
  return {
    instance,
    unit: instance.replace(/-\d+$/, ''),
    version: 'v1',
    level: 1,
    command: '/bin/sh',
    args: ['-c', program],
    ...more,
    prepare: async () => ({ environment: { READY: ready, FOLDER: folder }, port: 4711, isReady: async () => existsSync(ready) }),
  };
}

const SERVES = 'echo begun; : > "$READY"; while :; do sleep 0.05; done';
const lives = (pid: number | null) => pid !== null && identityOf(pid) !== undefined;

describe('a process', () => {
  it('is ready when it says so, and is described', async () => {
    const added = supervisor.add(script('alpha-1', SERVES));
    expect(added.status()).toMatchObject({ instance: 'alpha-1', state: 'starting', restarts: 0 });
    await added.untilReady(5000);
    const status = added.status();
    expect(status).toMatchObject({ unit: 'alpha', version: 'v1', port: 4711, state: 'ready' });
    expect(lives(status.pid)).toBe(true);
    expect(status.rss).toBeGreaterThan(0);
    expect(readFileSync(added.log, 'utf8')).toContain('begun');
  });

  it('is started again when it is no longer well', async () => {
    const spec = script('alpha-1', SERVES);
    let launches = 0;
    const prepare = async () => ({ ...(await spec.prepare()), isWell: async () => launches > 1, launch: (launches += 1) });
    const added = supervisor.add({ ...spec, prepare });
    await added.untilReady(5000);
    const [reason] = await once(added, 'crash');
    expect(reason).toContain('SIGKILL');
    await added.untilReady(5000);
    expect(added.status()).toMatchObject({ state: 'ready', restarts: 1 });
  });

  it('is started again when it is killed', async () => {
    const added = supervisor.add(script('alpha-1', SERVES));
    await added.untilReady(5000);
    const before = added.status().pid;
    added.kill();
    const [reason] = await once(added, 'crash');
    await added.untilReady(5000);
    expect(reason).toBe('ended by SIGKILL');
    expect(added.status()).toMatchObject({ state: 'ready', restarts: 1 });
    expect(added.status().pid).not.toBe(before);
  });

  it('is started ever less eagerly while it keeps failing', async () => {
    const added = supervisor.add(script('alpha-1', 'exit 3'));
    const delays: unknown[] = [];
    while (delays.length < 4) {
      const [reason, delay] = await once(added, 'crash');
      expect(reason).toBe('exit code 3');
      delays.push(delay);
    }
    expect(delays).toEqual([50, 100, 200, 400]);
  });

  it('that fails before it is ready says why, in its own last words', async () => {
    const added = supervisor.add(script('alpha-1', `echo '{"level":60,"msg":"no view","err":{"message":"relation missing"}}'; exit 3`));
    await expect(added.untilReady(5000, 2)).rejects.toThrow(/alpha-1 doesn't start: exit code 3\n    \| no view: relation missing$/);
  });

  it('that can not even be run is a crash like any other', async () => {
    const added = supervisor.add({ ...script('alpha-1', ''), command: '/no/such/program' });
    const [reason] = await once(added, 'crash');
    expect(reason).toContain('ENOENT');
  });

  it('that is never ready meets its deadline', async () => {
    const added = supervisor.add(script('alpha-1', 'sleep 60'));
    await expect(added.untilReady(100)).rejects.toThrow('alpha-1 was not ready after 0.1 s');
  });

  it('stays stopped until it is started', async () => {
    const added = supervisor.add(script('alpha-1', SERVES));
    await added.untilReady(5000);
    const { pid } = added.status();
    await added.stop();
    expect(lives(pid)).toBe(false);
    expect(added.status()).toMatchObject({ state: 'stopped', pid: null, restarts: 0 });
    added.start();
    await added.untilReady(5000);
    expect(added.state).toBe('ready');
  });

  it('that is started while it stops is stopped first, is no crash, and is not killed by the patience that was meant for the one before', async () => {
    const added = supervisor.add(script('alpha-1', `trap 'sleep 0.2; exit 0' TERM; ${SERVES}`, { stopDeadline: 600 }));
    await added.untilReady(5000);
    const before = added.status().pid;
    const stopped = added.stop();
    added.start();
    const ready = added.untilReady(5000);
    await stopped;
    await ready;
    const { pid } = added.status();
    expect([lives(before), lives(pid)]).toEqual([false, true]);
    await delay(700);
    expect(added.status()).toMatchObject({ pid, state: 'ready', restarts: 0 });
  });

  it('that can not be written down is ended before it is started again', async () => {
    rmSync(places.run, { recursive: true });
    const added = supervisor.add(script('alpha-1', `echo $$ >> "$FOLDER/pids"; ${SERVES}`));
    expect((await once(added, 'crash'))[0]).toContain('ENOENT');
    expect((await once(added, 'crash'))[0]).toContain('ENOENT');
    mkdirSync(places.run);
    await added.untilReady(5000);
    const living = () => readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number).filter(lives);
    await expect.poll(living).toEqual([added.status().pid]);
  });

  it('is no longer waited for when the start is broken off, or everything is ended at once', async () => {
    const breakOff = new AbortController();
    const added = supervisor.add(script('alpha-1', 'sleep 60'));
    const waiting = added.untilReady(60_000, 1, breakOff.signal);
    breakOff.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    const failing = supervisor.add({ ...script('beta-1', ''), command: '/no/such/program' });
    await once(failing, 'crash');
    const hopeless = failing.untilReady(60_000).catch((error: Error) => error.message);
    await supervisor.forceAll();
    expect(await hopeless).toContain('beta-1 was stopped before it was ready');
  });

  it('is killed when it ignores being asked to stop', async () => {
    const added = supervisor.add(script('alpha-1', `trap '' TERM; ${SERVES}`, { stopDeadline: 100 }));
    await added.untilReady(5000);
    const { pid } = added.status();
    await added.stop();
    expect(lives(pid)).toBe(false);
  });

  it('can be frozen and thawed, and stops although it is frozen', async () => {
    const added = supervisor.add(script('alpha-1', SERVES));
    await added.untilReady(5000);
    added.pause();
    expect(added.state).toBe('paused');
    added.resume();
    await added.untilReady(5000);
    added.pause();
    await added.stop();
    expect(added.state).toBe('stopped');
  });
});

describe('all processes', () => {
  it('stop level by level, the highest first', async () => {
    const tells = (instance: string) => `trap 'echo ${instance} >> "$FOLDER/order"; exit 0' TERM; ${SERVES}`;
    const levels = { nats: 0, 'alpha-1': 1, 'beta-1': 1, 'gateway-1': 3 };
    const added = Object.entries(levels).map(([instance, level]) => supervisor.add(script(instance, tells(instance), { level })));
    await Promise.all(added.map((each) => each.untilReady(5000)));
    await supervisor.stopAll();
    const order = readFileSync(join(folder, 'order'), 'utf8').trim().split('\n');
    expect([order[0], order.slice(1, 3).sort(), order[3]]).toEqual(['gateway-1', ['alpha-1', 'beta-1'], 'nats']);
    expect(readdirSync(places.run)).toEqual([]);
  });

  it('can be ended at once, even those that ignore a polite signal', async () => {
    const added = supervisor.add(script('alpha-1', `trap '' TERM; ${SERVES}`));
    await added.untilReady(5000);
    const { pid } = added.status();
    const stopping = supervisor.stopAll();
    await supervisor.forceAll();
    await stopping;
    expect(lives(pid)).toBe(false);
  });

  it('are the last ones: nothing starts while the shop stops', async () => {
    await supervisor.stopAll();
    expect(() => supervisor.add(script('alpha-1', SERVES))).toThrow('stopping');
  });

  it('of one unit are numbered by the lowest free numbers, which are free again when one is removed', async () => {
    for (const name of supervisor.freeNames('alpha', 2)) supervisor.add(script(name, SERVES));
    expect(supervisor.freeNames('alpha', 2)).toEqual(['alpha-3', 'alpha-4']);
    await supervisor.remove('alpha-1');
    expect(supervisor.freeNames('alpha', 2)).toEqual(['alpha-1', 'alpha-3']);
    expect(supervisor.status().map(({ instance }) => instance)).toEqual(['alpha-2']);
  });

  it('are listed when one is asked for that does not exist', () => {
    supervisor.add(script('alpha-1', SERVES));
    expect(() => supervisor.find('alpha-2')).toThrow('There is no process alpha-2');
  });
});
