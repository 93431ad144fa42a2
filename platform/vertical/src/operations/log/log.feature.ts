import type { Feature, FeatureParts } from '../../feature.ts';
import { processesOf } from '../../reactors/processes.ts';
import { describe } from '../../vertical.ts';
import { logProviders } from './log-providers.ts';

/** The vertical's log as an operator meets it: verified, and told aggregate by aggregate. */
export function logOperations({ definition, log, database, stopping }: FeatureParts): Feature {
  const { name: vertical, deciders = [] } = definition;
  const { keepsLog, readers } = describe(definition);
  const all = [...deciders, ...processesOf(definition).map(({ decider }) => decider)];
  const use = { vertical, keepsLog, deciders: all, reads: readers.map(({ stream }) => stream), stop: stopping };
  return { providers: logProviders(use, log, database) };
}
