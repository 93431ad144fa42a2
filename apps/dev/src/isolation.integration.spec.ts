import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JETSTREAM_API } from '@jogakbo/protocol';
import { inboxOf } from '@jogakbo/provisioning';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type Msg, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryAt } from './fixture/query.ts';
import { LivePointers } from './nats/live-pointers.ts';
import { Databases } from './postgres/databases.ts';
import { type RunningServers, startServers } from './start-servers.ts';

const verticals = ['alpha', { vertical: 'beta', reads: ['alpha'] }];
const connections: NatsConnection[] = [];
let folder: string;
let servers: RunningServers;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isolation-'));
  servers = await startServers(folder, verticals);
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

const managerOf = (connection: NatsConnection) => jetstreamManager(connection, { apiPrefix: JETSTREAM_API, checkAPI: false });

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
    new Databases({
      adminUrl: () => adminAt('postgres'),
      loginsOf: (role) => [{ name: role, password: 'secret' }],
      isOurs: false,
    }).provide([vertical]);
  const mayConnect = "SELECT has_database_privilege('public', 'postgres', 'CONNECT') AS everybody";

  it('keeps the rights of what came with it', async () => {
    await queryAt(adminAt('postgres'), 'GRANT CONNECT ON DATABASE postgres TO PUBLIC');
    await provide('delta');
    await provide('delta');
    expect(await queryAt(adminAt('postgres'), mayConnect)).toEqual([{ everybody: true }]);
    await servers.provide(verticals);
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
  it('appends to its own log, which another one reads that says so', async () => {
    const [alpha, beta] = [await natsAs('alpha'), await natsAs('beta')];
    const heard = beta.subscribe('stored.alpha.log.>', { max: 1 })[Symbol.asyncIterator]().next();
    await beta.flush();
    // The server has just taken up other rights, and has no JetStream for a moment.
    await expect
      .poll(
        () =>
          jetstream(alpha)
            .publish('alpha.log.tractor.1', 'sold')
            .then(() => 'appended', String),
        { timeout: 10_000 },
      )
      .toBe('appended');
    expect(((await heard).value as Msg).string()).toBe('sold');
    const { direct, streams } = await managerOf(beta);
    expect((await direct.getMessage('alpha', { seq: 1 }))?.string()).toBe('sold');
    expect((await streams.info('alpha')).state.last_seq).toBe(1);
  });

  it('answers requests made to it, with as many messages as it takes', async () => {
    const [alpha, gateway] = [await natsAs('alpha'), await natsAs('gateway')];
    alpha.subscribe('rpc.alpha.v1.Ask', { callback: (_, message) => void message.respond('once') });
    await alpha.flush();
    expect((await gateway.request('rpc.alpha.v1.Ask', '', { timeout: 2000 })).string()).toBe('once');
  });

  it('is refused with a wrong password', async () => {
    const { url, user } = servers.natsFor('alpha');
    await expect(connect({ servers: url, user, pass: 'guessed' })).rejects.toThrow(/authorization/i);
  });
});

describe('in NATS, the shell', () => {
  it('answers the gateway in parts', async () => {
    const [shell, gateway] = [await natsAs('shell'), await natsAs('gateway')];
    shell.subscribe('rpc.shell.v1.platform-page', {
      callback: (_error, message) => {
        for (let part = 0; part < 50; part += 1) message.respond(String(part));
      },
    });
    await shell.flush();
    const options = { strategy: 'count', maxMessages: 50, maxWait: 5000 } as const;
    const received: string[] = [];
    for await (const part of await gateway.requestMany('rpc.shell.v1.platform-page', '', options)) received.push(part.string());
    expect(received).toHaveLength(50);
  });
});

describe('live pointers', () => {
  it('are moved by dev alone, only when they differ, and followed by shell and gateway', async () => {
    const pointers = await LivePointers.open(servers.natsFor('dev'));
    expect([await pointers.point('alpha', 'v1'), await pointers.point('alpha', 'v1'), await pointers.point('alpha', 'v2')]).toEqual([
      ...[true, false, true],
    ]);
    for (const name of ['shell', 'gateway']) {
      const { direct } = await managerOf(await natsAs(name));
      for await (const newest of await direct.getLastMessagesFor('KV_releases', { multi_last: ['$KV.releases.alpha'] }))
        expect(newest.json()).toMatchObject({ version: 'v2' });
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
    const lengthOfGamma = async () => (await (await managerOf(beta)).streams.info('gamma')).state.messages;
    await expect(lengthOfGamma()).rejects.toThrow(/not enabled/);
    await servers.provide(['alpha', { vertical: 'beta', reads: ['alpha', 'gamma'] }, 'gamma']);
    expect(await lengthOfGamma()).toBe(0);
    const heard: string[] = [];
    beta.subscribe('stored.>', { callback: (_, { subject }) => void heard.push(subject) });
    await servers.provide(['alpha', { vertical: 'beta', reads: ['alpha'] }, 'gamma']);
    await expect(lengthOfGamma()).rejects.toThrow(/not enabled/);
    await jetstream(await natsAs('gamma')).publish('gamma.log.tractor.1', 'sold');
    await jetstream(await natsAs('alpha')).publish('alpha.log.tractor.1', 'sold');
    await expect.poll(() => heard).toEqual(['stored.alpha.log.tractor.1']);
    await servers.provide(verticals);
    expect(servers.processes().find(({ instance }) => instance === 'nats')?.pid).toBe(before);
  });

  it('streams that are provided anew keep what they hold, and consumers their places', async () => {
    const alpha = await natsAs('alpha');
    const commands = jetstream(alpha, { apiPrefix: JETSTREAM_API });
    for (const text of ['first', 'second']) await jetstream(alpha).publish('alpha.command.alpha.Do', text);
    const next = async () => (await commands.consumers.get('alpha-commands', 'alpha')).next({ expires: 5000 });
    expect(await (await next())?.ackAck()).toBe(true);
    await servers.provide([...verticals, 'delta']);
    expect((await next())?.string()).toBe('second');
    await servers.provide(verticals);
  });

  it('new rights keep no answer back that is on its way', async () => {
    const [beta, gateway] = [await natsAs('beta'), await natsAs('gateway')];
    beta.subscribe('rpc.beta.v1.GetSlow', {
      callback: (_, message) => {
        void servers
          .provide([...verticals, 'delta'])
          .then(() => servers.provide(verticals))
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
          (await managerOf(alpha)).streams.info('alpha').then(
            ({ state }) => state.messages,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(2);
  }, 30_000);
});
