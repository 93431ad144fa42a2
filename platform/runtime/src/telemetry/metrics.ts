import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** This process's metrics, in Prometheus' text format at `/metrics` of the health port. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
  name: 'jogakbo_request_seconds',
  help: 'Time to answer a request, by message and outcome (ok, or the problem).',
  labelNames: ['message', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [metrics],
});

export const announcementsDisbelieved = new Counter({
  name: 'jogakbo_announcements_disbelieved_total',
  help: 'Announcements that were not believed, by unit and reason (unreadable, another unit, not deployed, another record, too many processes).',
  labelNames: ['unit', 'reason'],
  registers: [metrics],
});
