import type { Feature, FeatureParts } from '../../feature.ts';
import { deadLettersAre } from '../../metrics.ts';
import { actingRedelivering } from './acting-redelivery.ts';
import { commandRedelivering } from './command-redelivery.ts';
import { DiscardHandler, LettersHandler, letterProviders, RedeliverHandler } from './letters.handlers.ts';
import { DeadLetters } from './letters.ts';
import { LoggedEvents } from './logged-events.ts';
import { projectionRedelivering } from './projection-redelivery.ts';

/** What failed for good: counted, listed, redelivered and discarded. */
export function deadLetters({ definition, database, jetstream, connection, processes }: FeatureParts): Feature {
  const log = new LoggedEvents(connection);
  const letters = new DeadLetters(database);
  const readers = [
    ...[...(definition.projections ?? []), ...processes.tables].map((projection) => projectionRedelivering(projection, database, log)),
    ...processes.actings.map((acting) => actingRedelivering(acting, { database, log, doing: processes.doing })),
    commandRedelivering(definition.name, database, jetstream),
  ];
  return {
    providers: letterProviders(letters, readers),
    handlers: [LettersHandler, RedeliverHandler, DiscardHandler],
    start: () => deadLettersAre(() => letters.counts()),
  };
}
