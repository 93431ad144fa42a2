import {
  withoutPersonal,
  type Command,
  type CommandDefinition,
  type DataOf,
  type Event,
  type EventDefinition,
  type MessageOf,
} from '@jogakbo/contract';
import type { NoneIndexed } from './keyed.ts';

/** An expected no, as a sentence: nothing happens, and whoever asked is told why. */
export interface Rejection {
  readonly kind: 'rejection';
  /** PascalCase and a whole sentence: `OrderIsEmpty`. */
  readonly reason: string;
  readonly details?: unknown;
}

/** Says no. A rejection is an answer, not an error: nothing is recorded. */
export const reject = (reason: string, details?: unknown): Rejection => ({ kind: 'rejection', reason, details });
export const isRejection = (outcome: unknown): outcome is Rejection => (outcome as Partial<Rejection> | null)?.kind === 'rejection';

/** What a decision may know besides command and state. */
export interface Moment {
  readonly now: Date;
}

type Commands = Record<string, CommandDefinition>;
type Events = Record<string, EventDefinition>;
type OneOf<D extends Events> = MessageOf<D[keyof D]>;

/** What follows from a command: an event, several that happen together, none (`[]`) for a repeat, or a rejection. */
export type Outcome<E extends Events> = OneOf<E> | readonly OneOf<E>[] | Rejection;

type Decide<State, C extends Commands, E extends Events> = {
  readonly [K in keyof C]: (command: DataOf<C[K]>, state: NoInfer<State>, moment: Moment) => Outcome<E>;
};
type Evolve<State, E extends Events> = {
  readonly [K in keyof E]: (state: NoInfer<State>, event: DataOf<E[K]>) => NoInfer<State>;
};

/** A cached state, so that a long stream need not be read from its beginning; it may be dropped at any time. */
export interface SnapshotPolicy {
  /** Changes whenever the shape or meaning of the state does: snapshots of other versions are not read. */
  readonly version: number;
  /** After how many events a new one is kept. */
  readonly every: number;
}

/** An aggregate: what is decided about it, and what follows from what happened to it. */
export interface Decider<State = any, C extends Commands = Commands, E extends Events = Events> {
  /** The kind of aggregate that its events are of; names its streams. */
  readonly name: string;
  readonly commands: C;
  readonly events: E;
  readonly initialState: () => State;
  readonly decide: Decide<State, C, E>;
  readonly evolve: Evolve<State, E>;
  readonly snapshot?: SnapshotPolicy;
}

/**
 * Declares an aggregate. The name is durable: it is the aggregate that its events name, and part of each stream's subject.
 *
 * @remarks Decisions on one aggregate happen one after the other: each sees the state that all events before it make. A
 * decision is one commit, whatever the number of its events; a command that comes again decides nothing again.
 * `decide` and `evolve` are pure: same state and command, same outcome. A state in which a plain object is keyed by ids does not compile:
 * see `Keyed`.
 * @see Jérémie Chassaing, Functional Event Sourcing Decider (2021)
 * @throws Error when an event is of another aggregate, or a command doesn't say which aggregate it is for.
 * @example
 * export const door = decider('door', {
 *   initialState: (): Door => ({ isOpen: false }),
 *   commands: { OpenDoor },
 *   events: { DoorOpened },
 *   decide: { OpenDoor: ({ doorId }, { isOpen }) => (isOpen ? [] : DoorOpened({ doorId })) },
 *   evolve: { DoorOpened: () => ({ isOpen: true }) },
 * });
 */
export const decider = <const State, C extends Commands, E extends Events>(
  name: string,
  definition: Omit<Decider<State, C, E>, 'name'> & NoneIndexed<State>,
): Decider<State, C, E> => {
  const events = Object.values<EventDefinition>(definition.events);
  const foreign = events.find(({ aggregate, vertical }) => aggregate !== name || vertical !== events[0]!.vertical);
  if (foreign) throw new Error(`Decider ${name}: ${foreign.type} is an event of ${foreign.vertical}/${foreign.aggregate}.`);
  const made = { name, ...definition };
  for (const { type, schema } of Object.values<CommandDefinition>(definition.commands))
    if (!('shape' in schema) || !(keyOf(made) in (schema.shape as object)))
      throw new Error(`Decider ${name}: ${type} lacks ${keyOf(made)}, which says which ${name} it is for.`);
  return made;
};

/** The vertical whose log has the aggregate's events. */
export const verticalOf = ({ events }: Decider): string => Object.values(events)[0]!.vertical;

/** The field of commands and events that identifies one aggregate. */
export const keyOf = ({ events }: Decider): string => Object.values(events)[0]!.by;

/** The state that these events make, on top of a known one. What is personal in them is no part of it: it would stand in snapshots and memories. */
export const evolved = <State>(
  { evolve, events: definitions, initialState }: Decider<State, any, any>,
  events: Iterable<Event>,
  known: State = initialState(),
): State => {
  let state = known;
  for (const { type, data } of events) {
    if (!Object.hasOwn(evolve, type)) throw new Error(`There is no rule for what follows from ${type}`);
    state = evolve[type]!(state, definitions[type] ? withoutPersonal(definitions[type], data) : data);
  }
  return state;
};

/** What follows from a command in a state: events, maybe none, or a rejection. */
export function decided<State>(
  { decide }: Decider<State, any, any>,
  { type, data }: Command,
  state: State,
  moment: Moment,
): Event[] | Rejection {
  const outcome: Outcome<any> = decide[type]!(data, state, moment);
  if (isRejection(outcome)) return outcome;
  return [outcome].flat() as Event[];
}
