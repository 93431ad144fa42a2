import { connect, type NatsConnection } from '@nats-io/transport-node';
import { headerNames, subjects } from '@jogakbo/protocol';
import { ms, times, whole, type Findings } from '../report.ts';
import type { ShopToMeasure } from '../shop.ts';
import { median, quantile, spreadOf } from '../statistics.ts';
import { httpCalls } from './http-calls.ts';
import { latencies, throughput } from './load.ts';

const UNDER_WAY = 64;
const RATE = 500;
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const QUERY = { vertical: 'explore', type: 'ListStores' };

interface Way {
  readonly name: string;
  readonly call: () => Promise<void>;
  readonly rates: number[];
  readonly p50: number[];
  readonly p99: number[];
}

/** One query through gateway and vertical over HTTP, beside the same query asked of the vertical over NATS. */
export async function measureGateway(shop: ShopToMeasure, runs: number): Promise<Findings> {
  const { url, user, password } = shop.natsFor('gateway');
  const connection = await connect({ servers: url, user, pass: password, inboxPrefix: `_INBOX_${user}`, name: 'bench' });
  const subject = subjects.request(QUERY.vertical, await shop.versionOf(QUERY.vertical), QUERY.type);
  const http = await httpCalls(`${shop.address}/api/${QUERY.vertical}/${QUERY.type}`, UNDER_WAY);
  const gateway = way('through the gateway', http.call);
  const bare = way('bare, over NATS', () => askOver(connection, subject));
  try {
    for (let round = 0; round <= runs; round += 1) await measureRound(round % 2 ? [gateway, bare] : [bare, gateway], round === 0);
    return findings(gateway, bare, runs);
  } finally {
    http.close();
    await connection.close();
  }
}

async function askOver(connection: NatsConnection, subject: string) {
  const answer = await connection.request(subject, '{}', { timeout: 10_000 });
  if (answer.headers?.has(headerNames.problem)) throw new Error(answer.string());
  answer.json();
}

const way = (name: string, call: () => Promise<void>): Way => ({ name, call, rates: [], p50: [], p99: [] });

/** Both ways, one after the other; the round that only warms up counts for nothing. */
async function measureRound(ways: readonly Way[], isWarmUp: boolean) {
  for (const { call, rates } of ways) {
    const rate = await throughput(call, { underWay: UNDER_WAY, seconds: SECONDS });
    if (!isWarmUp) rates.push(rate);
  }
  for (const { call, p50, p99 } of ways) {
    const took = await latencies(call, { rate: RATE, seconds: SECONDS });
    if (isWarmUp) continue;
    p50.push(quantile(took, 0.5));
    p99.push(quantile(took, 0.99));
  }
  process.stdout.write('.');
}

function findings(gateway: Way, bare: Way, runs: number): Findings {
  const ratio = median(gateway.rates.map((rate, run) => rate / bare.rates[run]!));
  const added = (name: 'p50' | 'p99') => median(gateway[name].map((value, run) => value - bare[name][run]!));
  return {
    name: 'gateway',
    method: `${QUERY.type} of ${QUERY.vertical}: medians of ${runs} rounds, taking turns; ${UNDER_WAY} under way, then ${RATE} a second whatever happens`,
    table: [gateway, bare].map(({ name, rates, p50, p99 }) => ({
      way: name,
      'calls/s': whole(median(rates)),
      'slowest round': whole(spreadOf(rates).least),
      'fastest round': whole(spreadOf(rates).most),
      [`p50 at ${RATE}/s`]: ms(median(p50)),
      [`p99 at ${RATE}/s`]: ms(median(p99)),
    })),
    verdicts: [
      { figure: 'throughput through the gateway', measured: `${times(ratio)} of the bare call`, target: 'said, not promised', kept: true },
      {
        figure: `what the gateway adds at ${RATE}/s`,
        measured: `p50 ${ms(added('p50'))}, p99 ${ms(added('p99'))}`,
        target: 'said, not promised',
        kept: true,
      },
    ],
    figures: { gateway, bare },
  };
}
