import type { Feature, FeatureParts } from '../feature.ts';
import { logProviders } from '../operations/log/log-providers.ts';
import { processesOf } from '../reactors/processes.ts';
import { describe } from '../vertical.ts';
import { streamsOf } from './deciding.ts';

/** The streams that the vertical decides on, and its log as an operator meets it. */
export function eventLog({ definition, log, kept, database, stopping }: FeatureParts): Feature {
  const { name: vertical, deciders = [] } = definition;
  const { keepsLog, readers } = describe(definition);
  const all = [...deciders, ...processesOf(definition).map(({ decider }) => decider)];
  const use = { vertical, keepsLog, deciders: all, reads: readers.map(({ stream }) => stream), stop: stopping };
  return { providers: [...streamsOf(deciders, log, kept), ...logProviders(use, log, database)] };
}
