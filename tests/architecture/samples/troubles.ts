import type { EventDefinition } from '@jogakbo/contract';
import { read, samplesOf, type EventSample } from './event-samples.ts';
import type { Taker } from './taker.ts';

/** Where the samples of an event stand. */
export type FolderOf = (event: EventDefinition) => string;

/** What a definition cannot take of what may stand in a log: the sample's file, the definition, and why. */
export function troublesOf({ name, events, take }: Taker, folderOf: FolderOf): string[] {
  const newest = (event: EventDefinition) => read(samplesOf(event, folderOf(event)).at(-1)!);
  const troubleWith = (sample: EventSample): string[] => {
    try {
      take(read(sample), newest);
      return [];
    } catch (error) {
      return [`${sample.file}, ${name}: ${String(error)}`];
    }
  };
  return events.flatMap((event) => samplesOf(event, folderOf(event)).flatMap(troubleWith));
}
