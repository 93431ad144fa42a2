import { Counter, Gauge, Histogram } from 'prom-client';
import { metrics } from '@jogakbo/runtime';

export const askedSeconds = new Histogram({
  name: 'jogakbo_gateway_asked_seconds',
  help: 'Time until a vertical had answered, by vertical, message and outcome (ok, or the problem).',
  labelNames: ['vertical', 'message', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

export const breakerState = new Gauge({
  name: 'jogakbo_gateway_breaker_state',
  help: 'The circuit breaker before a release: 0 closed, 1 open, 2 half open.',
  labelNames: ['vertical', 'version'],
  registers: [metrics],
});

export const pages = new Counter({
  name: 'jogakbo_gateway_pages_total',
  help: 'Pages asked of the shell, by outcome (whole, broken off, left by the browser, away).',
  labelNames: ['outcome'],
  registers: [metrics],
});

export const eventStreams = new Gauge({
  name: 'jogakbo_gateway_event_streams',
  help: 'Browsers that listen to live events.',
  registers: [metrics],
});

export const slowStreams = new Counter({
  name: 'jogakbo_gateway_event_streams_dropped_total',
  help: 'Streams of live events that were ended because their browser did not keep up.',
  registers: [metrics],
});
