import { Counter, Gauge, Histogram } from 'prom-client';
import { metrics } from '@jogakbo/runtime';

export const gatewaySeconds = new Histogram({
  name: 'jogakbo_gateway_seconds',
  help: 'Time until the gateway had answered what was asked of another vertical, by vertical, message and outcome (ok, or the problem).',
  labelNames: ['vertical', 'message', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [metrics],
});

export const projectionPosition = new Gauge({
  name: 'jogakbo_projection_position',
  help: 'The position up to which a projection has folded its stream.',
  labelNames: ['projection'],
  registers: [metrics],
});

export const projectionEvents = new Counter({
  name: 'jogakbo_projection_events_total',
  help: 'Events folded by a projection, by outcome (folded, dead).',
  labelNames: ['projection', 'outcome'],
  registers: [metrics],
});

/** By reader: how many dead letters there are now. */
type Count = () => Promise<ReadonlyMap<string, number>>;
let countDeadLetters: Count = async () => new Map();

/** Lets the metrics count dead letters this way, whenever somebody asks. */
export const deadLettersAre = (count: Count) => void (countDeadLetters = count);

new Gauge({
  name: 'jogakbo_dead_letters',
  help: 'Dead letters by reader, those that wait behind others too, as each replica of the vertical finds them.',
  labelNames: ['reader'],
  registers: [metrics],
  async collect() {
    // A database that is away says nothing; the process's other metrics are told all the same.
    const counts = await countDeadLetters().catch(() => new Map<string, number>());
    this.reset();
    for (const [reader, count] of counts) this.set({ reader }, count);
  },
});

export const readersFailing = new Gauge({
  name: 'jogakbo_readers_failing',
  help: '1 for each reader that cannot go on, by the log that it reads, as the replica finds it that leads it.',
  labelNames: ['reader', 'stream'],
  registers: [metrics],
});

export const outboxWaiting = new Gauge({
  name: 'jogakbo_outbox_waiting',
  help: 'Events that are committed and not yet in the log, as the replica sees them that moves them: at most 500.',
  registers: [metrics],
});
