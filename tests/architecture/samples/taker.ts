import type { Event, EventDefinition } from '@jogakbo/contract';

/** What an event says that comes along with the one that is looked at. */
export type Others = (event: EventDefinition) => Event;

/** A definition that names events, and how it takes one of them; it throws when it can't. */
export interface Taker {
  readonly name: string;
  readonly events: readonly EventDefinition[];
  readonly take: (event: Event, others: Others) => void;
}
