import { commands } from './commands/commands.feature.ts';
import { deciding } from './event-log/deciding.ts';
import { eventLog } from './event-log/event-log.feature.ts';
import { JetStreamLog } from './event-log/jetstream-log.ts';
import { DatabaseSnapshots } from './event-log/snapshots.ts';
import { CommandSender } from './commands/command-sender.ts';
import { deadLetters } from './operations/dead-letters/dead-letters.feature.ts';
import { logOperations } from './operations/log/log.feature.ts';
import { sagaOperations } from './operations/sagas/sagas.feature.ts';
import { viewOperations } from './operations/views/views.feature.ts';
import { outbox } from './outbox/outbox.feature.ts';
import { PersonalKeys } from './personal/personal-keys.ts';
import type { Feature, FeatureParts } from './feature.ts';
import { views } from './projections/views.feature.ts';
import { reactors } from './reactors/reactors.feature.ts';
import { Processes } from './reactors/processes.ts';

/** All that a vertical with a database does. */
export function featuresOf(given: Omit<FeatureParts, 'log' | 'kept' | 'processes' | 'sender'>): Feature[] {
  const { definition, connection, database, leadership } = given;
  const log = new JetStreamLog(definition.name, given);
  const kept = { snapshots: new DatabaseSnapshots(database), personal: new PersonalKeys(database) };
  const sender = new CommandSender(definition.name, connection);
  const processes = new Processes(definition, { ...deciding(log), personal: kept.personal, database, leadership, sender });
  const parts: FeatureParts = { ...given, log, kept, processes, sender };
  const work = [eventLog(parts), views(parts), reactors(parts), outbox(parts), commands(parts)];
  return [...work, logOperations(parts), viewOperations(parts), sagaOperations(parts), deadLetters(parts)];
}
