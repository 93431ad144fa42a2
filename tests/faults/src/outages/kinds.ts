import type { Breakable } from '../shop/breakable.ts';

/** What may be away, and how it shows. */
export interface Kind {
  readonly away: string;
  /** Lets it begin; answers how it ends. */
  readonly begin: (shop: Breakable) => Promise<() => unknown>;
  /** What every replica says is wrong meanwhile, if all have to say something. */
  readonly said?: string;
  /** Whether orders are decided meanwhile. */
  readonly goesOn?: boolean;
}

export const kinds: readonly Kind[] = [
  { away: 'nats', said: 'nats', begin: serverAway('nats') },
  { away: 'postgres', said: 'postgresql', begin: serverAway('postgres') },
  { away: 'leading replica', goesOn: true, begin: async ({ crew, verticals }) => crew.pause(await leaderOf(verticals)) },
];

function serverAway(server: 'nats' | 'postgres'): Kind['begin'] {
  return async ({ servers }) => {
    await servers.halt(server);
    return () => servers.start(server);
  };
}

/** The replica that has most to do for all of its vertical: whatever it reads, nobody else does. */
async function leaderOf(verticals: Breakable['verticals']): Promise<string> {
  const [leader] = await verticals.database('ordering').query<{ instance: string }>(
    `select application_name as instance from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted group by application_name order by count(*) desc`,
  );
  if (!leader) throw new Error('Nobody leads');
  return leader.instance;
}
