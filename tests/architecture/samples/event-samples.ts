import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { current } from '@jogakbo/protocol';
import type { Event, EventDefinition } from '@jogakbo/contract';

/** One version of an event, as it was once written, frozen in a file. */
export interface EventSample {
  readonly event: EventDefinition;
  readonly version: number;
  readonly file: string;
  readonly path: string;
}

/** The samples that an event has to have: one of each version that may stand in a log. */
export const samplesOf = (event: EventDefinition, folder: string): EventSample[] =>
  Array.from({ length: event.version }, (_, former) => {
    const file = `${event.type}.v${former + 1}.json`;
    return { event, version: former + 1, file, path: path.join(folder, file) };
  });

/** What a sample says today: read as a log is, by the upcasts of its contract. */
export function read({ event, version, file, path: found }: EventSample): Event {
  if (!existsSync(found)) throw new Error(`${file} is missing: what was written in that version may stand in a log for ever.`);
  const { data } = JSON.parse(readFileSync(found, 'utf8')) as { data: unknown };
  return { kind: 'event', type: event.type, data: current(event, { type: event.type, version, data: () => data }) };
}
