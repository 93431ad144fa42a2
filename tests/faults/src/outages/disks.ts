import { chmodSync } from 'node:fs';
import path from 'node:path';
import type { Kind } from './kinds.ts';
import { outages, type OutageOutcome, type OutageTrial } from './outages.ts';
import { SmallDisk } from './small-disk.ts';

/** Megabytes: PostgreSQL takes some 60 before the first row. */
const SIZE = 256;

/** The disks of NATS and PostgreSQL are full for a while, one after the other, while customers order. */
export async function fullDisks({ seconds }: OutageTrial): Promise<OutageOutcome> {
  const disks = new Map<string, SmallDisk>();
  const place = (state: string) => {
    for (const server of ['nats', 'postgres']) disks.set(server, SmallDisk.under(path.join(state, server), SIZE));
    // Else PostgreSQL, which is another user, would be kept somewhere else.
    chmodSync(path.dirname(state), 0o755);
    return () => disks.forEach((disk) => disk.remove());
  };
  const full = (server: string): Kind => ({
    away: `room for ${server}`,
    begin: async () => {
      const disk = disks.get(server)!;
      disk.fill();
      return () => disk.free();
    },
  });
  return outages({ seconds, kinds: [full('nats'), full('postgres')], place });
}
