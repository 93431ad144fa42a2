import { once } from 'node:events';
import path from 'node:path';
import { Client } from 'pg';
import { notSynced, openPeer } from '../log/peer.ts';
import { startChild } from '../sagas/child.ts';
import { moveOf } from './filling.ts';

/** How Emmett is asked to keep its view: as rows or as documents, and how many events it takes at once; as many as it likes for 0. */
export interface Manner {
  readonly name: string;
  readonly kind: 'rows' | 'documents';
  readonly batch: number;
}

const all: readonly Manner[] = [
  { name: 'Emmett, SQL for each event, 2,000 at once', kind: 'rows', batch: 2000 },
  { name: 'Emmett, SQL for each event', kind: 'rows', batch: 0 },
  { name: 'Emmett, Pongo documents', kind: 'documents', batch: 0 },
];
/** With the largest batches; EMMETT=all measures its other ways as well, which take long. */
export const manners = process.env['EMMETT'] === 'all' ? all : all.slice(0, 1);

const TABLE = `create table move (
  part_id text primary key, times integer not null, in_order boolean not null, serial integer not null,
  place text not null, weight integer not null, note text not null
)`;

/** The peer's store, with the moves that our log has, in the same order. */
export class EmmettStore {
  private turns = 0;
  private constructor(
    private readonly folder: string,
    private readonly url: string,
    private readonly database: Client,
    private readonly moves: number,
  ) {}

  static async filled(folder: string, url: string, moves: number): Promise<EmmettStore> {
    const database = new Client({ connectionString: url });
    await database.connect();
    await database.query(TABLE);
    const peer = await openPeer(folder, notSynced(url));
    // One after the other: of 20,000 that were appended side by side, its consumer passed over nine.
    const versions = new Map<string, number>();
    for (let serial = 1; serial <= moves; serial += 1) {
      const data = moveOf(serial);
      const version = versions.get(data.partId) ?? 0;
      await peer.append(`part-${data.partId}`, { type: 'PartMoved', data }, version);
      versions.set(data.partId, version + 1);
    }
    await peer.close();
    return new EmmettStore(folder, url, database, moves);
  }

  /** Seconds from the start of its consumer until no message is left. */
  async catchUp({ kind, batch }: Manner): Promise<number> {
    await this.database.query('truncate move; drop table if exists move_document');
    const environment = {
      PEERS: this.folder,
      DATABASE_URL: this.url,
      KIND: kind,
      BATCH: String(batch),
      PROCESSOR: `turn-${(this.turns += 1)}`,
    };
    const child = await startChild(path.join(import.meta.dirname, 'emmett.program.ts'), { ...environment, NODE_NO_WARNINGS: '1' });
    child.process.send('begin');
    const [{ seconds }] = (await once(child.process, 'message')) as [{ seconds: number }];
    await child.stop();
    await this.assertWhole(kind);
    return seconds;
  }

  async close(): Promise<void> {
    await this.database.end();
  }

  private async assertWhole(kind: Manner['kind']) {
    const seen =
      kind === 'rows' ? 'select sum(times)::int as times from move' : `select sum((data->>'times')::int)::int as times from move_document`;
    const { rows } = await this.database.query<{ times: number }>(seen);
    if (rows[0]!.times !== this.moves) throw new Error(`Emmett has seen ${rows[0]!.times} of ${this.moves} moves.`);
  }
}
