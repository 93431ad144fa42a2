import { contract, type Command, type CommandDefinition, type Event, type EventDefinition } from '@jogakbo/contract';
import { decider, type Decider } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

const commandFor = ({ vertical, type, schema }: EventDefinition): CommandDefinition =>
  contract(vertical).command(
    `Say${type}`,
    `Lets it be that ${type}.`,
    (schema as unknown as { readonly shape: Record<string, never> }).shape,
  );

/** Whatever is said, is; and as often as it is said. */
function decidesAsTold(aggregate: string, events: readonly EventDefinition[], commands: ReadonlyMap<string, CommandDefinition>): Decider {
  const said = Object.fromEntries(events.map((event) => [event.type, event]));
  return decider(aggregate, {
    initialState: () => null,
    commands: Object.fromEntries(events.map(({ type }) => [`Say${type}`, commands.get(type)!])),
    events: said,
    decide: Object.fromEntries(events.map((event) => [`Say${event.type}`, (data: unknown) => event(data)])),
    evolve: Object.fromEntries(events.map(({ type }) => [type, () => null])),
  });
}

/** A vertical of which nothing is there but its log: what it promises happens when it is told to. */
export function teller(vertical: string, events: readonly EventDefinition[]) {
  const commands = new Map(events.map((event) => [event.type, commandFor(event)]));
  const deciders = [...Map.groupBy(events, ({ aggregate }) => aggregate)].map(([aggregate, its]) =>
    decidesAsTold(aggregate, its, commands),
  );
  const contract = Object.fromEntries([...events, ...commands.values()].map((message) => [message.type, message]));
  return {
    vertical,
    module: Vertical.of({ name: vertical, contract, deciders }),
    says: (event: Event) => commands.has(event.type),
    tell: ({ type, data }: Event): Command => commands.get(type)!(data),
  };
}
