import type { Health } from '../shop/crew.ts';
import type { Breakable } from '../shop/breakable.ts';

/** What may be away, and how it shows. */
export interface Kind {
  readonly away: string;
  /** Lets it begin; answers how it ends. */
  readonly begin: (shop: Breakable) => Promise<() => unknown>;
  /** How replicas show that they know, if they can: by what each of them says about itself. */
  readonly isKnown?: (said: readonly Health[]) => boolean;
  /** Whether orders are decided meanwhile. */
  readonly goesOn?: boolean;
}

/** What is away for a while, sooner or later, in every shop. */
export const usual: readonly Kind[] = [
  { away: 'nats', isKnown: allSay('nats'), begin: serverAway('nats') },
  { away: 'postgres', isKnown: allSay('postgresql'), begin: serverAway('postgres') },
  {
    away: 'leading replica',
    goesOn: true,
    isKnown: oneIsSilent,
    begin: async ({ crew, verticals }) => crew.pause(await leaderOf(verticals)),
  },
];

function allSay(what: string): Kind['isKnown'] {
  return (said) => said.every((health) => health?.['status'] === 'down' && what in health);
}
function oneIsSilent(said: readonly Health[]): boolean {
  return said.filter((health) => health?.['status'] !== 'up').length === 1;
}

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
