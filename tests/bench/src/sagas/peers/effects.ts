import { createRequire } from 'node:module';
import path from 'node:path';
import type { Order } from '../contender.ts';

/** What costs more is declined. */
const LIMIT = 100;
/** More connections than a pool has by itself, which would hold it up. */
const CONNECTIONS = 32;

/** What the steps of a peer's saga do: each is one insert into PostgreSQL. */
export interface Effects {
  readonly reserve: (order: Order) => Promise<void>;
  /** Whether there was enough money. */
  readonly charge: (order: Order) => Promise<boolean>;
  readonly release: (order: Order) => Promise<void>;
  readonly confirm: (order: Order) => Promise<void>;
  readonly reject: (order: Order) => Promise<void>;
}

interface Pool {
  readonly query: (text: string, values?: unknown[]) => Promise<unknown>;
}

/** What a peer installed by the benchmark exports. */
export const loadPeer = <T>(name: string): T => createRequire(path.join(process.env['PEERS']!, 'package.json'))(name) as T;

/** Opens the database that the steps write to. */
export async function openEffects(): Promise<Effects> {
  const { Pool } = loadPeer<{ Pool: new (options: object) => Pool }>('pg');
  const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: CONNECTIONS });
  await pool.query('create table if not exists effect (order_id text, what text, amount int, primary key (order_id, what))');
  const insert = async (what: string, { orderId, amount }: Order) => {
    await pool.query('insert into effect (order_id, what, amount) values ($1, $2, $3) on conflict do nothing', [orderId, what, amount]);
  };
  return {
    reserve: (order) => insert('reserved', order),
    charge: async (order) => {
      const isEnough = order.amount <= LIMIT;
      await insert(isEnough ? 'charged' : 'declined', order);
      return isEnough;
    },
    release: (order) => insert('released', order),
    confirm: (order) => insert('confirmed', order),
    reject: (order) => insert('rejected', order),
  };
}
