import type { Feature, FeatureParts } from '../feature.ts';
import { readersFeature } from '../subscriptions/readers.feature.ts';

/** Sagas, reactions and gatherings: they hear events, send commands and keep deadlines. */
export function reactors(parts: FeatureParts): Feature {
  const { processes, database } = parts;
  const readers = readersFeature(processes.readerships(database), parts);
  return {
    ...readers,
    start: () => {
      readers.start!();
      if (processes.all.length > 0) processes.deadlines.start();
    },
    stop: () => Promise.all([processes.deadlines.stop(), readers.stop!()]),
  };
}
