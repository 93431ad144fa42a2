import type { Feature, FeatureParts } from '../feature.ts';
import { buryCommand } from '../subscriptions/dead-letters.ts';
import { commandsOf, takesCommands } from '../vertical.ts';
import { CommandListener } from './command-listener.ts';
import { CommandReader } from './command-reader.ts';
import { joined } from './joined.ts';

/** Carries out what others send without waiting: promptly when it is heard, and from the stream what was not. */
export function commands({ definition, connection, database, jetstream, processes, sender }: FeatureParts): Feature {
  if (!takesCommands(definition)) return {};
  const { name: vertical } = definition;
  const taken = commandsOf(definition);
  let running: { readonly listener: CommandListener; readonly reader: CommandReader } | undefined;
  return {
    serve: (handle) => {
      const carryOut = joined(handle);
      const listener = new CommandListener({ vertical, connection, commands: taken, carryOut });
      const reader = new CommandReader({
        ...{ vertical, jetstream, sender, commands: taken, carryOut },
        hearOutcome: (outcome, id) => processes.hearOutcome(outcome, id),
        bury: (failed) => buryCommand(vertical, failed, database.autocommit),
      });
      running = { listener, reader };
      listener.start();
      reader.start();
    },
    leave: () => Promise.all([running?.listener.stop(), running?.reader.stop()]),
    problem: () => running?.reader.problem(),
  };
}
