import { LogEnds } from '../event-log/log-ends.ts';
import type { Feature, FeatureParts } from '../feature.ts';
import { readersFeature } from '../subscriptions/readers.feature.ts';
import { Checkpoints } from './checkpoints.ts';
import { projectionReaderships } from './projection-writer.ts';
import { Rebuilds } from './rebuilds.ts';
import { SeenHandler } from './seen.handler.ts';

/** The vertical's views: folded from the logs, waited for by queries, and rebuilt. */
export function views(parts: FeatureParts): Feature {
  const { definition, database, manager, processes } = parts;
  const projections = definition.projections ?? [];
  const rebuilds = new Rebuilds(projections, parts);
  const readerships = projectionReaderships([...projections, ...processes.tables], database, (stream) => rebuilds.underWay(stream));
  const checkpoints = new Checkpoints(database, projections, new LogEnds(manager));
  return {
    ...readersFeature(readerships, parts),
    providers: [
      { provide: Checkpoints, useValue: checkpoints },
      { provide: Rebuilds, useValue: rebuilds },
    ],
    caughtUp: () => checkpoints.seen(),
    handlers: [SeenHandler],
  };
}
