import { randomUUID } from 'node:crypto';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { eventHeaders, subjects } from '@jogakbo/protocol';
import type { EventDefinition } from '@jogakbo/contract';
import { jetStreamOn } from '@jogakbo/runtime';
import { connectAs } from '../shop/access.ts';
import { oneOf } from '@jogakbo/testing/dice';
import type { BreakableServers } from '../shop/servers.ts';
import { partsMade } from './factory.ts';

const TOGETHER = 64;

/** One message of the log: an event, or the same again. */
export interface Delivery {
  readonly carId: string;
  readonly part: EventDefinition;
  readonly eventId: string;
}

/** Every order in which all may come. */
function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((first, place) => permutations(all.filter((_, other) => other !== place)).map((rest) => [first, ...rest]));
}

/** A car for each order of its six parts, or for every `nth` of them; each part comes twice, the second time at any time later; and between those of a car, those of all others. */
export function deliveries(dice: () => number, nth = 1): Delivery[] {
  const orders = permutations(partsMade).filter((_, place) => place % nth === 0);
  const waiting = orders.map((order, place) => twice(order, `car-${place}`, dice));
  const all: Delivery[] = [];
  while (waiting.length > 0) {
    const car = oneOf(dice, waiting);
    all.push(car.shift()!);
    if (car.length === 0) waiting.splice(waiting.indexOf(car), 1);
  }
  return all;
}

function twice(order: readonly EventDefinition[], carId: string, dice: () => number): Delivery[] {
  const all: Delivery[] = order.map((part) => ({ carId, part, eventId: randomUUID() }));
  for (const delivery of [...all]) {
    const first = all.indexOf(delivery);
    all.splice(first + 1 + Math.floor(dice() * (all.length - first)), 0, delivery);
  }
  return all;
}

/** Writes them to the log of the vertical that makes parts, in their order; answers how many its log has then. */
export async function deliver(servers: BreakableServers, all: readonly Delivery[]): Promise<number> {
  const connection = await connectAs('parts', servers);
  try {
    const { manager, jetstream } = await jetStreamOn(connection);
    for (let from = 0; from < all.length; from += TOGETHER)
      await Promise.all(
        all.slice(from, from + TOGETHER).map(({ carId, part, eventId }, place) => {
          const headers = natsHeaders();
          const envelope = { id: eventId, correlationId: carId, occurredAt: new Date().toISOString() };
          for (const [name, value] of Object.entries(eventHeaders(part, carId, envelope))) headers.set(name, value);
          const body = JSON.stringify(part({ carId, number: from + place }).data);
          return jetstream.publish(subjects.log('parts', part.aggregate, carId), body, { headers });
        }),
      );
    return (await manager.streams.info('parts')).state.last_seq;
  } finally {
    await connection.close();
  }
}
