import path from 'node:path';
import { compile, bundle } from '@jogakbo/release';
import { startChild } from './child.ts';
import type { Contender } from './contender.ts';
import { openCustomers } from './customer.ts';
import type { SagaGround } from './ground.ts';

/** Bundles what the participants run, as a release is. */
export async function buildParticipant(folder: string): Promise<string> {
  const output = path.join(folder, 'participant');
  await compile(bundle({ unit: 'participant', version: 'measured', folder: path.join(import.meta.dirname, 'participant'), output }));
  return path.join(output, 'main.js');
}

/** Our platform, its verticals in so many processes as there are groups of them. */
export function ours(name: string, processes: readonly (readonly string[])[], { ground, program }: Place): Contender {
  return {
    name,
    durability: 'on disk: NATS syncs always',
    open: async () => {
      const children = await Promise.all(
        processes.map((verticals) =>
          startChild(program, {
            PLACES: JSON.stringify(Object.fromEntries(verticals.map((vertical) => [vertical, placeOf(ground, vertical)]))),
          }),
        ),
      );
      const customers = await openCustomers(ground);
      return {
        order: customers.order,
        processes: [...children.map(({ pid }) => pid), ground.pidOf('nats'), ground.pidOf('postgres')],
        close: async () => {
          await customers.close();
          await Promise.all(children.map(({ stop }) => stop()));
        },
      };
    },
  };
}

/** Where it runs, and what. */
export interface Place {
  readonly ground: SagaGround;
  readonly program: string;
}

function placeOf({ servers, folder }: SagaGround, vertical: string) {
  const { url, user, password } = servers.natsFor(vertical);
  return {
    ...{ NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, DATABASE_URL: servers.databaseUrlOf(vertical) },
    ...{ INSTANCE: `${vertical}-1`, RELEASE_DIR: folder, HEALTH_PORT: 0, LOG_LEVEL: 'error' },
  };
}
