import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryAt } from './fixture/query.ts';
import { LivePointers } from './nats/live-pointers.ts';
import { inboxOf } from './nats/users.ts';
import { Databases } from './postgres/databases.ts';
import { type RunningServers, startServers } from './start-servers.ts';

const reader = { stream: 'alpha', consumer: 'beta-view' };
const connections: NatsConnection[] = [];
let folder: string;
let servers: RunningServers;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isolation-'));
  servers = await startServers(folder, ['alpha', { vertical: 'beta', readers: [reader] }]);
}, 120_000);
afterAll(async () => {
  await Promise.all(connections.map((each) => each.close()));
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function natsAs(name: string, instance = name): Promise<NatsConnection> {
  const { url, user, password } = servers.natsFor(name);
  const own = { name: instance, inboxPrefix: inboxOf(user), reconnectTimeWait: 50 };
  const connection = await connect({ servers: url, user, pass: password, ...own });
  connections.push(connection);
  return connection;
}

async function follow(connection: NatsConnection, heard: (status: string) => void): Promise<void> {
  for await (const { type } of connection.status()) heard(type);
}

/** Alpha's own login, at another database. */
function alphaAt(database: string): string {
  const url = new URL(servers.databaseUrlOf('alpha'));
  url.pathname = `/${database}`;
  return url.href;
}

describe('in PostgreSQL, alpha', () => {
  it('makes tables in its own schema, which it need not name', async () => {
    const [row] = await queryAt(
      servers.databaseUrlOf('alpha'),
      "CREATE TABLE tractor (name text); INSERT INTO tractor VALUES ('Stilt'); SELECT 1",
    ).then(() =>
      queryAt<{ schemaname: string; n: string }>(
        servers.databaseUrlOf('alpha'),
        "SELECT schemaname, (SELECT count(*) FROM tractor) AS n FROM pg_tables WHERE tablename = 'tractor'",
      ),
    );
    expect(row).toEqual({ schemaname: 'alpha', n: '1' });
  });

  it.each(['beta', 'postgres', 'template1'])('is refused at the database %s', async (database) => {
    await expect(queryAt(alphaAt(database), 'SELECT 1')).rejects.toMatchObject({ code: '28000' });
  });

  it('is refused at the schema public, and can make neither databases nor roles', async () => {
    const own = servers.databaseUrlOf('alpha');
    await expect(queryAt(own, 'CREATE TABLE public.tractor (name text)')).rejects.toMatchObject({ code: '42501' });
    await expect(queryAt(own, 'CREATE DATABASE gamma')).rejects.toMatchObject({ code: '42501' });
    await expect(queryAt(own, 'CREATE ROLE gamma')).rejects.toMatchObject({ code: '42501' });
    await expect(queryAt(own, 'SET ROLE alpha_owner')).rejects.toMatchObject({ code: '42501' });
  });

  it('is refused with a wrong password', async () => {
    const url = new URL(servers.databaseUrlOf('alpha'));
    url.password = 'guessed';
    await expect(queryAt(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('would be refused by rights too, were it let in by the access rules', async () => {
    const rights =
      "SELECT has_database_privilege('alpha', 'beta', 'CONNECT') AS beta, has_database_privilege('alpha', 'alpha', 'CREATE') AS own";
    expect(await queryAt(servers.databaseUrlOf('alpha'), rights)).toEqual([{ beta: false, own: false }]);
  });

  it('is synced to disk', async () => {
    expect(await queryAt(servers.databaseUrlOf('alpha'), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });
});

describe('a PostgreSQL server that is not ours', () => {
  const secrets = () => JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as Record<string, string>;
  const adminAt = (database: string) => {
    const url = new URL(servers.databaseUrlOf('alpha'));
    return Object.assign(url, { username: 'postgres', password: secrets()['postgres:postgres'], pathname: `/${database}` }).href;
  };
  const provide = (vertical: string) =>
    new Databases({ adminUrl: adminAt('postgres'), passwordOf: () => 'secret', isOurs: false }).provide([vertical]);
  const mayConnect = "SELECT has_database_privilege('public', 'postgres', 'CONNECT') AS everybody";

  it('keeps the rights of what came with it', async () => {
    await queryAt(adminAt('postgres'), 'GRANT CONNECT ON DATABASE postgres TO PUBLIC');
    await provide('delta');
    await provide('delta');
    expect(await queryAt(adminAt('postgres'), mayConnect)).toEqual([{ everybody: true }]);
    await servers.provide(['alpha', { vertical: 'beta', readers: [reader] }]);
    expect(await queryAt(adminAt('postgres'), mayConnect)).toEqual([{ everybody: false }]);
  });

  it.each(['ROLE epsilon LOGIN', 'ROLE zeta_owner', 'DATABASE eta'])('keeps what others made: %s is refused', async (what) => {
    const [kind, called] = what.split(' ');
    await queryAt(adminAt('postgres'), `CREATE ${what}`);
    await expect(provide(called!.replace('_owner', ''))).rejects.toThrow(
      `a ${kind!.toLowerCase()} ${called} that was not made for this shop`,
    );
  });
});

describe('in NATS, a vertical', () => {
  it('makes and writes its own log, which another one reads by its own consumer', async () => {
    const [alpha, beta] = [await natsAs('alpha'), await natsAs('beta')];
    await (await jetstreamManager(alpha)).streams.add({ name: 'alpha', subjects: ['alpha.log.>'] });
    await jetstream(alpha).publish('alpha.log.tractor.1', 'sold');
    const manager = await jetstreamManager(beta);
    await manager.consumers.add('alpha', { durable_name: 'beta-view', ack_policy: 'explicit', filter_subject: 'alpha.log.tractor.*' });
    const message = await (await jetstream(beta).consumers.get('alpha', 'beta-view')).next({ expires: 5000 });
    expect(message?.string()).toBe('sold');
    expect(await message?.ackAck()).toBe(true);
  });

  it("is refused at another's log, stream and consumers", async () => {
    const beta = await natsAs('beta');
    await expect(jetstream(beta).publish('alpha.log.tractor.1', 'forged', { timeout: 2000 })).rejects.toThrow(/permission/i);
    const manager = await jetstreamManager(beta);
    await expect(manager.streams.purge('alpha')).rejects.toThrow(/permission/i);
    await expect(manager.streams.delete('alpha')).rejects.toThrow(/permission/i);
    await expect(manager.streams.getMessage('alpha', { seq: 1 })).rejects.toThrow(/permission/i);
    await expect(manager.consumers.add('alpha', { durable_name: 'somebody-else' })).rejects.toThrow(/permission/i);
    await expect((await jetstreamManager(await natsAs('alpha'))).streams.delete('alpha')).rejects.toThrow(/permission/i);
  });

  it("is refused at another's requests, answers and announcements", async () => {
    const beta = await natsAs('beta');
    await expect(beta.request('rpc.alpha.v1.get-tractor', '', { timeout: 2000 })).rejects.toThrow(/permission/i);
    for (const subject of ['rpc.alpha.>', '_INBOX_alpha.>', 'alpha.log.>', '_INBOX.>', '>']) {
      expect(await refusal(beta, subject)).toMatch(/permission/i);
    }
  });

  it('answers requests made to it, with as many messages as it takes', async () => {
    const [alpha, gateway] = [await natsAs('alpha'), await natsAs('gateway')];
    alpha.subscribe('rpc.alpha.>', {
      callback: (_error, message) => {
        for (let part = 0; part < 50; part += 1) message.respond(String(part));
      },
    });
    await alpha.flush();
    const parts = await gateway.requestMany('rpc.alpha.v1.page', '', { strategy: 'count', maxMessages: 50, maxWait: 5000 });
    const received: string[] = [];
    for await (const part of parts) received.push(part.string());
    expect(received).toHaveLength(50);
  });

  it('is refused with a wrong password', async () => {
    const { url, user } = servers.natsFor('alpha');
    await expect(connect({ servers: url, user, pass: 'guessed' })).rejects.toThrow(/authorization/i);
  });
});

describe('in NATS, the gateway', () => {
  it('reads logs, and cannot touch the place where a vertical stands in one', async () => {
    const gateway = await natsAs('gateway');
    const consumer = await jetstream(gateway).consumers.get('alpha', { inactive_threshold: 5000 });
    expect((await consumer.next({ expires: 5000 }))?.string()).toBe('sold');
    const manager = await jetstreamManager(gateway, { checkAPI: false });
    await expect(manager.consumers.delete('alpha', 'beta-view')).rejects.toThrow(/permission/i);
    await expect(manager.consumers.pause('alpha', 'beta-view', new Date(Date.now() + 60_000))).rejects.toThrow(/permission/i);
    expect(await refusedPublish(gateway, '$JS.ACK.alpha.beta-view.1.2.2.0.0')).toMatch(/permission/i);
  });
});

describe('live pointers', () => {
  it('are moved by dev alone, only when they differ, and followed by shell and gateway', async () => {
    const pointers = await LivePointers.open(servers.natsFor('dev'));
    expect([await pointers.point('alpha', 'v1'), await pointers.point('alpha', 'v1'), await pointers.point('alpha', 'v2')]).toEqual([
      true,
      false,
      true,
    ]);
    for (const name of ['shell', 'gateway']) {
      const bucket = await new Kvm(jetstream(await natsAs(name))).open('releases');
      const seen = (await (await bucket.watch())[Symbol.asyncIterator]().next()).value;
      expect(seen.json()).toMatchObject({ version: 'v2' });
      expect((await bucket.get('alpha'))?.json()).toMatchObject({ version: 'v2' });
      await expect(bucket.put('alpha', 'v3')).rejects.toThrow(/permission/i);
    }
    await pointers.close();
  });
});

describe('while they run', () => {
  it('a process can be cut off, which loses its connections and no other does', async () => {
    const open = async (name: string) => {
      const nats = await natsAs('alpha', name);
      const database = new pg.Client({ connectionString: servers.databaseUrlOf('alpha'), application_name: name });
      await database.connect();
      const lost = new Promise<Error>((resolve) => void database.on('error', resolve));
      return { nats, database, lost };
    };
    const [cut, other] = [await open('alpha-1'), await open('alpha-2')];
    const back = new Promise<void>((resolve) => void follow(cut.nats, (type) => type === 'reconnect' && resolve()));
    const lost: string[] = [];
    void follow(other.nats, (type) => type === 'disconnect' && lost.push(type));
    await servers.cut('alpha-1');
    expect(await cut.lost).toMatchObject({ code: '57P01' });
    await back;
    expect((await other.database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.nats.flush();
    expect(lost).toEqual([]);
    await other.database.end();
  });

  it('new rights are taken up without a restart or a lost connection, and taken away again', async () => {
    const beta = await natsAs('beta');
    const before = servers.processes().find(({ instance }) => instance === 'nats')?.pid;
    const more = { stream: 'alpha', consumer: 'beta-second' };
    const info = async () =>
      (await jetstreamManager(beta, { checkAPI: false })).consumers.add('alpha', { durable_name: 'beta-second', ack_policy: 'explicit' });
    await expect(info()).rejects.toThrow(/permission/i);
    await servers.provide(['alpha', { vertical: 'beta', readers: [reader, more] }]);
    expect(await info()).toMatchObject({ name: 'beta-second' });
    await servers.provide(['alpha', { vertical: 'beta', readers: [reader] }]);
    await expect(info()).rejects.toThrow(/permission/i);
    expect(servers.processes().find(({ instance }) => instance === 'nats')?.pid).toBe(before);
    expect(beta.stats().inMsgs).toBeGreaterThan(0);
  });

  it('new rights keep no answer back that is on its way', async () => {
    const [beta, gateway] = [await natsAs('beta'), await natsAs('gateway')];
    beta.subscribe('rpc.beta.v1.GetSlow', {
      callback: (_, message) => {
        void servers
          .provide(['alpha', { vertical: 'beta', readers: [reader] }, 'delta'])
          .then(() => servers.provide(['alpha', { vertical: 'beta', readers: [reader] }]))
          .then(() => message.respond('after all'));
      },
    });
    await beta.flush();
    expect((await gateway.request('rpc.beta.v1.GetSlow', '', { timeout: 20_000 })).string()).toBe('after all');
  });

  it('a killed PostgreSQL comes back with all that was committed', async () => {
    servers.kill('postgres');
    await expect
      .poll(() => servers.processes().find(({ instance }) => instance === 'postgres'), { timeout: 20_000 })
      .toMatchObject({ state: 'ready', restarts: 1 });
    await expect
      .poll(() => queryAt(servers.databaseUrlOf('alpha'), 'SELECT name FROM tractor').catch(() => []), { timeout: 20_000 })
      .toEqual([{ name: 'Stilt' }]);
  }, 30_000);

  it('a killed NATS server comes back with the log', async () => {
    const alpha = await natsAs('alpha');
    servers.kill('nats');
    await expect
      .poll(() => servers.processes().find(({ instance }) => instance === 'nats'), { timeout: 20_000 })
      .toMatchObject({ state: 'ready', restarts: 1 });
    await expect
      .poll(
        async () =>
          (await jetstreamManager(alpha)).streams.info('alpha').then(
            ({ state }) => state.messages,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(1);
  }, 30_000);
});

/** What the server says when this connection listens to a subject. */
async function refusal(connection: NatsConnection, subject: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  connection.subscribe(subject, { callback: (error) => resolve(error ? String(error) : 'heard a message') });
  await connection.flush();
  return promise;
}

/** What the server says when this connection publishes to a subject. */
async function refusedPublish(connection: NatsConnection, subject: string): Promise<string> {
  const said = connection.status()[Symbol.asyncIterator]();
  connection.publish(subject);
  return String(((await said.next()).value as { error?: Error }).error);
}
