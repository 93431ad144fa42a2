import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { queryAt } from '../fixture/query.ts';
import { connectAs } from '../nats/connection.ts';
import { NatsServer } from '../nats/nats-server.ts';
import { silent } from '../progress.ts';
import { type RunningServers, startServers } from '../start-servers.ts';
import { restore } from './restore.ts';

const LOG = 'alpha';
const NTH = 'nth';

let folder: string;
let shop: RunningServers;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  // PostgreSQL's user must be able to enter, or its data would be kept elsewhere.
  chmodSync(folder, 0o755);
  shop = await startServers(join(folder, 'shop'), [LOG]);
  await queryAt(shop.databaseUrlOf(LOG), 'create table sent (nth bigint primary key); create table seen (position bigint)');
  await queryAt(shop.databaseUrlOf(LOG), 'insert into seen values (0)');
});
afterAll(async () => {
  await shop?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Manager = Awaited<ReturnType<typeof jetstreamManager>>;

async function withManager<T>(servers: RunningServers, work: (manager: Manager) => Promise<T>): Promise<T> {
  const connection = await connectAs(servers.natsFor('administrator'));
  try {
    return await work(await jetstreamManager(connection));
  } finally {
    await connection.close();
  }
}

/** Where a vertical writes. */
interface Pen {
  readonly database: pg.Client;
  readonly log: ReturnType<typeof jetstream>;
}

async function withPen<T>(servers: RunningServers, work: (pen: Pen) => Promise<T>): Promise<T> {
  const connection = await connectAs(servers.natsFor(LOG));
  const database = new pg.Client({ connectionString: servers.databaseUrlOf(LOG) });
  await database.connect();
  try {
    return await work({ database, log: jetstream(connection) });
  } finally {
    await database.end();
    await connection.close();
  }
}

const writeOutbox = ({ database }: Pen, nth: number) => database.query('insert into sent values ($1)', [nth]);

/** Writes as a vertical does: into its outbox, then to its log, then how far it has seen that. */
async function write(pen: Pen, nth: number): Promise<number> {
  await writeOutbox(pen, nth);
  const marks = headers();
  marks.set(NTH, String(nth));
  const { seq } = await pen.log.publish(`alpha.log.${nth % 7}`, 'x'.repeat(500), { headers: marks, timeout: 10_000 });
  await pen.database.query('update seen set position = $1', [seq]);
  return seq;
}

/** Writes all the time. */
class Writer {
  /** The newest message that is known to be in the log. */
  acknowledged = 0;
  readonly #stopping = new AbortController();
  readonly #writing: Promise<void>;

  constructor(servers: RunningServers) {
    this.#writing = this.#write(servers);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#writing;
  }

  #write(servers: RunningServers): Promise<void> {
    return withPen(servers, async (pen) => {
      for (let nth = 1; !this.#stopping.signal.aborted; nth += 1) this.acknowledged = await write(pen, nth);
    });
  }
}

/** All of a log: each message with its place, its time and what it says. */
const messagesOf = (servers: RunningServers) =>
  withManager(servers, async (manager) => {
    const { state, config, created } = await manager.streams.info(LOG);
    const messages: string[] = [];
    for (let seq = 1; seq <= state.last_seq; seq += 1) {
      const message = (await manager.streams.getMessage(LOG, { seq }))!;
      messages.push(`${seq} ${message.subject} ${message.header.get(NTH)} ${message.time.toISOString()}`);
    }
    return { messages, created, config: { subjects: config.subjects, deny_delete: config.deny_delete, deny_purge: config.deny_purge } };
  });

const numberIn = async (servers: RunningServers, sql: string) =>
  Number((await queryAt<{ number: string }>(servers.databaseUrlOf(LOG), sql))[0]!.number);

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a backup of a shop that is being used', () => {
  it('is of one moment: no database is ahead of its log, no log ahead of its outbox, and nobody was refused', async () => {
    const writer = new Writer(shop);
    await until(() => writer.acknowledged > 100);
    const before = writer.acknowledged;
    await shop.backUp(join(folder, 'first'));
    const after = writer.acknowledged;
    await until(() => writer.acknowledged > after + 100);
    await writer.stop();
    const original = await messagesOf(shop);

    await restore(join(folder, 'first'), join(folder, 'restored'), silent);
    const restored = await startServers(join(folder, 'restored'), [LOG]);
    try {
      const { messages, ...rest } = await messagesOf(restored);
      expect(rest).toEqual({ created: original.created, config: original.config });
      expect(messages).toEqual(original.messages.slice(0, messages.length));
      expect([messages.length >= before, messages.length < original.messages.length]).toEqual([true, true]);
      const seen = await numberIn(restored, 'select position as number from seen');
      const sent = await numberIn(restored, 'select max(nth) as number from sent');
      const logged = Number(messages.at(-1)!.split(' ')[2]);
      expect({ seen: seen <= messages.length, sent: sent >= logged, all: seen >= before && sent >= before }).toEqual({
        seen: true,
        sent: true,
        all: true,
      });
    } finally {
      await restored.stop();
    }
  });

  it('is cut while the logs stand still: what was written before is in all of it, what comes later in none, the databases’ moment between', async () => {
    const first = (await numberIn(shop, 'select max(nth) as number from sent')) + 1;
    const [before, whileStill, afterTheCut, later] = [first, first + 1, first + 2, first + 3] as const;
    let position = 0;
    await withPen(shop, async (pen) => {
      const { still } = NatsServer.prototype;
      const cutting = vi.spyOn(NatsServer.prototype, 'still').mockImplementation(async function <T>(
        this: NatsServer,
        cut: () => Promise<T>,
      ) {
        position = await write(pen, before);
        const outcome = await still.call(this, async () => {
          await writeOutbox(pen, whileStill);
          const made = await cut();
          await writeOutbox(pen, afterTheCut);
          return made;
        });
        await write(pen, later);
        return outcome;
      });
      await shop.backUp(join(folder, 'cut'));
      expect(cutting).toHaveBeenCalledOnce();
      cutting.mockRestore();
    });

    await restore(join(folder, 'cut'), join(folder, 'recut'), silent);
    const restored = await startServers(join(folder, 'recut'), [LOG]);
    try {
      const { messages } = await messagesOf(restored);
      expect({
        logged: Number(messages.at(-1)!.split(' ')[2]),
        length: messages.length,
        seen: await numberIn(restored, 'select position as number from seen'),
        sent: await numberIn(restored, 'select max(nth) as number from sent'),
      }).toEqual({ logged: before, length: position, seen: position, sent: whileStill });
    } finally {
      await restored.stop();
    }
  });

  it('is never written over another, nor over what a shop has done', async () => {
    await expect(shop.backUp(join(folder, 'first'))).rejects.toThrow('is not empty');
    await expect(restore(join(folder, 'first'), join(folder, 'shop'), silent)).rejects.toThrow('holds what a shop has done');
    expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  it('is made once at a time', async () => {
    const both = await Promise.allSettled([shop.backUp(join(folder, 'one')), shop.backUp(join(folder, 'other'))]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((both[1] as PromiseRejectedResult).reason).toMatchObject({ message: 'The shop is being backed up already' });
    expect(readdirSync(folder)).not.toContain('other');
  });

  it('is not restored when a file of it is no longer as it was written', async () => {
    await shop.backUp(join(folder, 'damaged'));
    appendFileSync(join(folder, 'damaged/keys/credentials.json'), ' ');
    rmSync(join(folder, 'damaged/postgres/PG_VERSION'));
    writeFileSync(join(folder, 'damaged/added'), '');
    await expect(restore(join(folder, 'damaged'), join(folder, 'none'), silent)).rejects.toThrow(
      /3 of its files differ\n {4}keys\/credentials.json: was changed\n {4}postgres\/PG_VERSION: is missing\n {4}added: was added/,
    );
    expect(readdirSync(folder)).not.toContain('none');
  });
});
