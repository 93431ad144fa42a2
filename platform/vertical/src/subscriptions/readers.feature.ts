import type { Feature, FeatureParts } from '../feature.ts';
import { LogReader, type Readership } from './log-reader.ts';

/** Reads logs from the vertical's start to its end; a reader that cannot go on keeps the vertical from being ready. */
export function readersFeature(readerships: readonly Readership[], parts: FeatureParts): Feature {
  const readers = readerships.map((readership) => new LogReader(readership, parts));
  return {
    start: () => readers.forEach((reader) => reader.start()),
    stop: () => Promise.all(readers.map((reader) => reader.stop())),
    problem: () => readers.map((reader) => reader.problem()).find(Boolean),
  };
}
