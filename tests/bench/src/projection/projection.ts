import path from 'node:path';
import { Client } from 'pg';
import { consoleProgress, startServers } from '@jogakbo/dev';
import { buildRelease } from '@jogakbo/release';
import { whole, type Findings } from '../report.ts';
import { FLAT, growthOf } from '../resident.ts';
import { root, settings } from '../shop.ts';
import { median, spreadOf } from '../statistics.ts';
import { lifeOf } from './catalogue.ts';
import { fillLog } from './publish.ts';
import { readThrough, type Reading } from './reader.ts';

const EVENTS = Number(process.env['EVENTS'] ?? 100_000);
const PRODUCTS = Number(process.env['PRODUCTS'] ?? 10_000);
const WRITER = 'assortment';
const READER = 'explore';
const TARGET = 15_000;

/** Explore's own process reads a log of product events into an empty read store, from the first to the last. */
export async function measureProjection(runs: number): Promise<Findings> {
  const { state } = settings();
  const { folder } = await buildRelease(READER, { root, releases: path.join(state, 'releases'), onProgress: console.log });
  const servers = await startServers(
    path.join(state, `projection-${PRODUCTS}-${EVENTS}`),
    [WRITER, { vertical: READER, reads: [WRITER] }],
    { progress: consoleProgress() },
  );
  const databaseUrl = servers.databaseUrlOf(READER);
  const database = new Client({ connectionString: databaseUrl });
  try {
    await fillLog(WRITER, servers.natsFor(WRITER), lifeOf(PRODUCTS, EVENTS), EVENTS);
    await database.connect();
    const readings: Reading[] = [];
    for (let run = 0; run <= runs; run += 1) {
      await empty(database);
      const reading = await readThrough(
        { vertical: READER, release: folder, nats: servers.natsFor(READER), databaseUrl },
        database,
        EVENTS,
      );
      await assertWhole(database);
      if (run > 0) readings.push(reading);
      process.stdout.write('.');
    }
    return findings(readings, runs);
  } finally {
    await database.end().catch(() => {});
    await servers.stop();
  }
}

/** The read store as before the first event. In the first run there is none yet: the process makes it. */
async function empty(database: Client) {
  const { rows } = await database.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = current_schema and tablename not in ('migration', 'outbox')",
  );
  if (rows.length > 0) await database.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
}

async function assertWhole(database: Client) {
  const { rows } = await database.query<{ products: string; dead: string }>(
    'select (select count(*) from product_listing) as products, (select count(*) from dead_letter) as dead',
  );
  const { products, dead } = rows[0]!;
  if (Number(products) !== Math.min(PRODUCTS, EVENTS) || Number(dead) !== 0)
    throw new Error(`${products} products and ${dead} dead letters came of it.`);
}

function findings(readings: readonly Reading[], runs: number): Findings {
  const rates = readings.map(({ seconds }) => EVENTS / seconds);
  const growth = median(readings.map(({ resident }) => growthOf(resident)));
  const peak = Math.max(...readings.flatMap(({ resident }) => resident));
  const rate = median(rates);
  return {
    name: 'projection',
    method: `${whole(EVENTS)} events of ${whole(PRODUCTS)} products into an empty read store by explore's own process, all its projections; medians of ${runs} runs`,
    table: readings.map(({ seconds, resident, processorSeconds }, run) => ({
      run: run + 1,
      'events/s': whole(EVENTS / seconds),
      'processor s': processorSeconds.toFixed(1),
      'memory after a quarter': `${whole(at(resident, 0.25) / 2 ** 20)} MiB`,
      'at the end': `${whole((resident.at(-1) ?? 0) / 2 ** 20)} MiB`,
      'at most': `${whole(Math.max(...resident) / 2 ** 20)} MiB`,
    })),
    verdicts: [
      { figure: 'events a second', measured: whole(rate), target: `≥ ${whole(TARGET)}`, kept: rate >= TARGET },
      {
        figure: 'memory',
        measured: `${growth.toFixed(2)} × from the second quarter to the last, at most ${whole(peak / 2 ** 20)} MiB`,
        target: `flat: ≤ ${FLAT} ×`,
        kept: growth <= FLAT,
      },
    ],
    figures: { rates: spreadOf(rates), readings },
  };
}

const at = (values: readonly number[], share: number) => values[Math.floor((values.length - 1) * share)] ?? 0;
