import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { copyWritten } from './files.ts';

/** What a running server keeps for itself: a copy that is started makes its own. */
const OWN = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const isOwn = (name: string) =>
  OWN.has(name) || name.startsWith('postmaster.') || name.startsWith('pgsql_tmp') || name === 'pg_internal.init';

/** A segment of the write-ahead log, whose names sort by age. */
const SEGMENT = /^[0-9A-F]{24}$/;

/**
 * A copy of all databases of a running server on this machine, as they are at the moment at which it is ended.
 *
 * @remarks PostgreSQL's own low-level backup: its files are copied while they change, and the write-ahead log of that time makes one
 * moment of them when the copy is first started.
 * @see https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export class BaseBackup {
  readonly #data: string;
  readonly #to: string;
  readonly #session: pg.Client;
  #label = '';
  #last = '';

  private constructor(data: string, to: string, session: pg.Client) {
    this.#data = data;
    this.#to = to;
    this.#session = session;
  }

  /** Copies what lies in the data folder now. */
  static async begin(adminUrl: string, data: string, to: string): Promise<BaseBackup> {
    const session = new pg.Client({ connectionString: adminUrl, application_name: 'backup' });
    session.on('error', () => {});
    await session.connect();
    const backup = new BaseBackup(data, to, session);
    try {
      // As long as this session lives, no segment goes that the copy needs.
      await session.query(`SELECT pg_create_physical_replication_slot('backup_${process.pid}', true, true)`);
      await session.query(`SELECT pg_backup_start('shop', true)`);
      await copyWritten(data, to, isOwn);
      for (const folder of ['archive_status', 'summaries']) await mkdir(join(to, 'pg_wal', folder), { recursive: true });
      return backup;
    } catch (error) {
      await backup.close();
      throw error;
    }
  }

  /** From here on nothing that happens is in the copy. */
  async end(): Promise<void> {
    const { rows } = await this.#session.query<{ labelfile: string; last: string }>(
      'SELECT labelfile, pg_walfile_name(lsn) AS last FROM pg_backup_stop(false)',
    );
    ({ labelfile: this.#label, last: this.#last } = rows[0]!);
  }

  /** Adds the log that makes one moment of the copied files; nothing of what came later. */
  async complete(): Promise<void> {
    const first = /START WAL LOCATION:.*\(file ([0-9A-F]{24})\)/.exec(this.#label)?.[1];
    if (first === undefined) throw new Error(`PostgreSQL's backup label names no file: ${this.#label}`);
    const segments = (await readdir(join(this.#data, 'pg_wal'))).filter(
      (name) => SEGMENT.test(name) && name >= first && name <= this.#last,
    );
    for (const name of segments) await copyFile(join(this.#data, 'pg_wal', name), join(this.#to, 'pg_wal', name));
    await writeFile(join(this.#to, 'backup_label'), this.#label, { mode: 0o600 });
  }

  async close(): Promise<void> {
    await this.#session.end().catch(() => {});
  }
}
