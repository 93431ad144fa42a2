import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import { Brokers, startServers, type RunningServers } from '@jogakbo/dev';
import { needsOf } from '@jogakbo/testing/verticals';
import { leaderOf } from '../appends/replicas.ts';
import { connectAs } from './access.ts';

/** The servers under a shop: what is killed comes back by itself. */
export type BreakableServers = Omit<RunningServers, 'processes'>;

/** Milliseconds that a broker is away which was killed. */
const AWAY = 3000;

/** Makes the places of NATS and PostgreSQL in a state folder that is not there yet; answers how they are taken away. */
export type Place = (state: string) => () => void;

/** One NATS server and one PostgreSQL. */
export async function singleServers(folder: string, place: Place = () => () => {}): Promise<BreakableServers> {
  const state = path.join(folder, '.jogakbo');
  const remove = place(state);
  try {
    const servers = await startServers(state);
    return { ...servers, stop: () => servers.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Several NATS servers that keep every log and every command together, and one PostgreSQL: of NATS, the leader of one of the logs is killed. */
export async function clusteredServers(folder: string, modules: readonly DynamicModule[], count: number): Promise<BreakableServers> {
  const needs = modules.map(needsOf);
  // PostgreSQL comes with a NATS server of its own, which nobody uses.
  const servers = await startServers(path.join(folder, 'servers'));
  const brokers = await Brokers.start(path.join(folder, 'brokers'), needs, { count });
  const natsFor = (user: string) => brokers.natsFor(user);
  const administrator = await connectAs('administrator', { natsFor });
  const connect = async () => administrator;
  let nth = 0;
  let away: Promise<void> | undefined;
  const killLeader = async () => {
    const { vertical } = needs[nth++ % needs.length]!;
    const leader = await leaderOf({ vertical, connect });
    await brokers.kill(leader);
    await wait(AWAY);
    await brokers.start(leader);
  };
  const stop = async () => {
    await away;
    await administrator.close();
    await Promise.all([brokers.stop(), servers.stop()]);
  };
  return {
    ...servers,
    natsFor,
    // Two of three have to be there: nobody else is killed before it is back.
    kill: (server) => (server === 'nats' ? void (away ??= killLeader().finally(() => (away = undefined))) : servers.kill(server)),
    halt: async (server) =>
      server === 'nats' ? void (await Promise.all(brokers.names.map((name) => brokers.kill(name)))) : servers.halt(server),
    start: async (server) =>
      server === 'nats' ? void (await Promise.all(brokers.names.map((name) => brokers.start(name)))) : servers.start(server),
    stop,
  };
}
