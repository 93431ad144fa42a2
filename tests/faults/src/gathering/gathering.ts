import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { subjects } from '@jogakbo/protocol';
import { eventsOf, JetStreamLog } from '@jogakbo/vertical/testing';
import { jetStreamOn } from '@jogakbo/runtime';
import { connectAs } from '../shop/access.ts';
import { startBreakable, type Breakable } from '../shop/breakable.ts';
import { diceOf } from '@jogakbo/testing/dice';
import { sendAgain } from '../shop/repetition.ts';
import { deliver, deliveries } from './deliveries.ts';
import { FactoryModule, PartsModule } from './factory.ts';

/** What a gathering goes through. */
export interface GatheringTrial {
  /** How often everybody who gathers is killed meanwhile. */
  readonly kills: number;
  readonly seed: number;
  /** How many of the 720 orders; all unless told. */
  readonly orders?: number;
}

/** What was found; without faults every car was assembled once. */
export interface GatheringOutcome {
  readonly seed: number;
  readonly cars: number;
  readonly delivered: number;
  readonly killed: number;
  readonly sentAgain: number;
  readonly faults: readonly string[];
}

const ORDERS = 720;
const PATIENCE = 120_000;

/** Six parts of 720 cars come in each of their 720 orders, all of them twice, while those who gather them are killed; then their commands are sent again. */
export async function gatherings({ kills, seed, orders = ORDERS }: GatheringTrial): Promise<GatheringOutcome> {
  const modules = { modules: [FactoryModule], besides: [PartsModule] };
  const ground = await startBreakable({ ...modules, participant: path.join(import.meta.dirname, 'participant') });
  try {
    const all = deliveries(diceOf(seed), ORDERS / orders);
    const cars = [...new Set(all.map(({ carId }) => carId))];
    const delivering = deliver(ground.servers, all);
    const killed = await killAll(ground, kills, cars.length);
    const delivered = await delivering;
    const isThrough = await until(async () => (await heard(ground)) >= delivered && (await gathered(ground)) >= cars.length);
    const senders = cars.map((key) => ({ vertical: 'factory', aggregate: 'gathering-assembly', key }));
    const sentAgain = await sendAgain(ground.servers, ground.verticals, senders);
    const isDone = await until(async () => (await waiting(ground)) === 0);
    const faults = [
      ...(isThrough && isDone ? [] : [`after ${PATIENCE / 1000} s ${await gathered(ground)} of ${cars.length} cars were complete`]),
      ...(await faultsOf(ground, cars)),
    ];
    return { seed, cars: cars.length, delivered, killed, sentAgain, faults };
  } finally {
    await ground.stop();
  }
}

/** Kills all replicas each time that another part of the cars is complete. */
async function killAll(ground: Breakable, kills: number, cars: number): Promise<number> {
  for (let kill = 1; kill <= kills; kill += 1) {
    if (!(await until(async () => (await gathered(ground)) >= (cars * kill) / (kills + 1)))) return kill - 1;
    for (const instance of ground.crew.instances) ground.crew.kill(instance);
  }
  return kills;
}

const count = async ({ verticals }: Breakable, query: string) =>
  (await verticals.database('factory').query<{ count: number }>(query))[0]?.count ?? 0;
const gathered = (ground: Breakable) => count(ground, "select count(*)::int as count from process where status = 'completed'");
const heard = (ground: Breakable) =>
  count(ground, "select min(position)::int as count from checkpoint where reader ~ '^gathering-' and stream = 'parts'");

/** Commands that nobody has carried out yet. */
async function waiting({ servers }: Breakable): Promise<number> {
  const connection = await connectAs('administrator', servers);
  try {
    const { state } = await (await jetStreamOn(connection)).manager.streams.info('factory-commands');
    return state.messages;
  } finally {
    await connection.close();
  }
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await wait(100))
    if (await holds().catch(() => false)) return true;
  return false;
}

/** Cars that are in the log with anything else than six parts, one completion and one assembly. */
async function faultsOf({ servers }: Breakable, cars: readonly string[]): Promise<string[]> {
  const connection = await connectAs('factory', servers);
  try {
    const broker = await jetStreamOn(connection);
    const log = new JetStreamLog('factory', broker);
    const happened = new Map<string, string[]>();
    for await (const commit of log.walk((await broker.manager.streams.info('factory')).state.last_seq)) {
      const carId = subjects.keyIn(commit.subject);
      happened.set(carId, [...(happened.get(carId) ?? []), ...eventsOf(commit).map(({ type }) => type)]);
    }
    return cars.flatMap((carId) => {
      const types = (happened.get(carId) ?? []).sort().join(' ');
      return types === ASSEMBLED ? [] : [`${carId} was not assembled once: ${types || 'nothing happened'}`];
    });
  } finally {
    await connection.close();
  }
}
const ASSEMBLED = ['CarAssembled', 'GatheringCompleted', ...Array.from({ length: 6 }, () => 'PartGathered')].join(' ');
