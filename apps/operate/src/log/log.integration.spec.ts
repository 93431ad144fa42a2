import { headerNames, platformMessages, subjects } from '@jogakbo/protocol';
import { problem } from '@jogakbo/contract';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim, connectAs, type RunningServers, startServers, stateIn, type State, unclaim } from '@jogakbo/dev';

let state: State;
let servers: RunningServers;
const connections: NatsConnection[] = [];
const asked: string[] = [];
let heart: NodeJS.Timeout;

const whole = { vertical: 'orders', log: { commits: 7, streams: 2 }, findings: [], total: 0 };
const damage = { subject: 'stock.log.item.a', position: 3, what: 'This commit was changed.' };
const order = { aggregate: 'order', key: '1' };
const answers: Record<string, object> = {
  'orders platform-verification': whole,
  'orders platform-history': {
    ...order,
    commits: [{ version: 1, position: 5, occurredAt: 'then', id: 'c', events: [{ type: 'OrderPlaced', data: {} }] }],
    findings: [],
  },
  'orders platform-state': {
    ...order,
    version: 1,
    state: { open: true },
    since: { version: 0, changes: [{ path: '/open', after: true }] },
    findings: [],
  },
  'stock platform-verification': { ...whole, vertical: 'stock', findings: [damage], total: 1 },
  'stock platform-history': problem('not-found', 'Nothing has happened to item a'),
};

/** A vertical as its process would be: it announces itself, and answers what it knows. */
async function run(vertical: string, keepsLog: boolean) {
  const connection = await connectAs(servers.natsFor(vertical));
  connections.push(connection);
  for (const message of [platformMessages.history, platformMessages.state, platformMessages.verification]) {
    const answer = answers[`${vertical} ${message}`];
    if (!answer) continue;
    connection.subscribe(subjects.request(vertical, 'v1', message), {
      callback: (_, request) => {
        asked.push(`${vertical} ${message}`);
        const marks = headers();
        if ('status' in answer) marks.set(headerNames.problem, '1');
        request.respond(JSON.stringify(answer), { headers: marks });
      },
    });
  }
  const description = { vertical, messages: [], blocks: [], readers: [], keepsLog };
  const announcement = JSON.stringify({ vertical, version: 'v1', instance: `${vertical}-1`, description });
  return () => connection.publish(subjects.announcement(vertical), announcement);
}

beforeAll(async () => {
  state = stateIn(mkdtempSync(join(tmpdir(), 'log-')));
  servers = await startServers(state.folder, ['orders', 'stock', 'silent', 'plain']);
  claim(state, { address: '', control: '', token: '', nats: servers.natsFor('operator').url });
  const beats = [await run('orders', true), await run('stock', true), await run('silent', true), await run('plain', false)];
  heart = setInterval(() => beats.forEach((beat) => beat()), 200);
});
afterAll(async () => {
  clearInterval(heart);
  await Promise.all(connections.map((connection) => connection.close()));
  await servers?.stop();
  rmSync(state.folder, { recursive: true, force: true });
});

async function log(...args: string[]) {
  const file = join(import.meta.dirname, '../main.ts');
  const child = spawn(process.execPath, [file, 'log', ...args], { env: { ...process.env, JOGAKBO_STATE: state.folder, NO_COLOR: '1' } });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, out, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, said: out + errors };
}

describe('npm run log', () => {
  it('verifies one log', async () => {
    const { code, said } = await log('verify', '--vertical', 'orders');
    expect(said).toContain('orders: nothing is wrong (7 commits of 2 streams)');
    expect(code).toBe(0);
  });

  it('verifies all, asks each once, and fails when there is damage or no answer', async () => {
    asked.length = 0;
    const { code, said } = await log('verify');
    expect(said).toContain('orders: nothing is wrong');
    expect(said).toContain('stock: 1 finding (7 commits of 2 streams)\n  at 3 in stock.log.item.a: This commit was changed.');
    expect(said).toContain('silent has no log that could be verified');
    expect(said).not.toContain('plain');
    expect(asked.sort()).toEqual(['orders platform-verification', 'stock platform-verification']);
    expect(code).toBe(1);
  });

  it('shows a history, a state and what has changed', async () => {
    expect(await log('history', 'orders/order/1')).toEqual({ code: 0, said: 'version 1  then  position 5\n  id c\n  OrderPlaced {}\n' });
    expect(await log('state', 'orders/order/1')).toEqual({ code: 0, said: 'version 1\n{\n  "open": true\n}\n' });
    expect(await log('diff', 'orders/order/1', '--from', '0', '--to', '1')).toEqual({
      code: 0,
      said: 'version 0 → version 1\n+ /open true\n',
    });
  });

  it('says what is wrong, and the cure', async () => {
    for (const [args, said] of [
      [['verify', '--vertical', 'plain'], 'plain has no log, and reads none\n  → leave --vertical out'],
      [['verify', '--vertical', 'nobody'], 'nobody is not running\n  → name one of: orders, silent, stock'],
      [['history', 'stock/item/a'], 'Nothing has happened to item a\n  →'],
      [['history', 'silent/item/a'], 'silent has no deciders, which know what happened to one aggregate\n  →'],
    ] as const)
      expect(await log(...args)).toEqual({ code: 1, said: expect.stringContaining(said) });
  });

  it('needs a shop that runs', async () => {
    unclaim(state);
    expect(await log('verify')).toEqual({
      code: 1,
      said: expect.stringContaining("The shop isn't running\n  → start it with `npm start`"),
    });
  });
});
