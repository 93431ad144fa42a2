import type { NatsConnection } from '@nats-io/transport-node';
import { commitMessage, subjects } from '@jogakbo/protocol';
import type { Event } from '@jogakbo/contract';
import type { RunningServers } from '@jogakbo/dev';
import { chained, JetStreamLog } from '@jogakbo/vertical/testing';
import { connectionTo } from '../ground.ts';
import { BookBought } from './library.ts';

/** Writes into a vertical's log what no rule of today lets in, as a release of before the rules did. */
export class Poisoner {
  private nth = 0;
  private constructor(
    private readonly connection: NatsConnection,
    private readonly log: JetStreamLog,
  ) {}

  static async connect(servers: RunningServers): Promise<Poisoner> {
    const connection = await connectionTo(servers, 'library');
    return new Poisoner(connection, await JetStreamLog.on(connection, 'library'));
  }

  /** Says that a book was bought; answers where that stands in the log, and what stands there. */
  async bought(bookId: string, data: object): Promise<{ position: number; body: string }> {
    const event: Event = { kind: 'event', type: BookBought.type, data: { bookId, ...data } };
    const id = `poison-${(this.nth += 1)}`;
    const envelope = { id, correlationId: id, causationId: `${id}-command`, occurredAt: new Date(0).toISOString() };
    const message = commitMessage([{ definition: BookBought, event }], bookId, envelope);
    const subject = subjects.log('library', BookBought.aggregate, bookId);
    const commit = chained({ id, subject, ...message }, { version: 1, hash: '' });
    return { position: await this.log.append(commit, 0), body: commit.body };
  }

  async close() {
    await this.connection.close();
  }
}
