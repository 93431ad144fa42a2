import type { Process } from '@jogakbo/domain';
import type { Acting } from './acting-follower.ts';

/** Lets a saga or gathering hear the events that it waits for: one for each log that has some. */
export const hearing = (process: Process): Acting[] =>
  [...Map.groupBy(process.hears, ({ vertical }) => vertical)].map(([stream, from]) => ({
    name: process.decider.name,
    stream,
    from,
    keyOf: (event) => String(event.data[process.by]),
    act: (event, { decide }) => decide(process, process.hear(event), event.id),
  }));
