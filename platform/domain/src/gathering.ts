import type { DataOf, Duration, EventAbout, EventDefinition } from '@jogakbo/contract';
import type { Sending } from './outgoing.ts';

type Parts<Key extends string> = Record<string, EventAbout<Key>>;
type KeyOf<Key extends string> = { readonly [K in Key]: string };
type Gathered<P extends Record<string, EventDefinition>> = { readonly [Name in keyof P]: DataOf<P[Name]> };
interface Missing {
  readonly missing: readonly string[];
}

/** Waits for one event for each item of a list that another event has. */
export interface Each<Key extends string, Listed extends EventDefinition, Heard extends EventDefinition> {
  readonly listedBy: Listed;
  /** What is waited for: one name for each item. */
  readonly items: (list: DataOf<Listed>) => readonly string[];
  readonly heardBy: Heard & EventAbout<Key>;
  /** Which of the items an event is about. */
  readonly item: (event: DataOf<Heard>) => string;
}
type Items<Heard extends EventDefinition> = { readonly items: ReadonlyMap<string, DataOf<Heard>> };

/** Waits for a set of events about one key, in any order. */
export interface Gathering {
  readonly name: string;
  readonly by: string;
  /** By name, in the order in which they are said to be missing. */
  readonly all?: Record<string, EventDefinition>;
  readonly each?: Each<string, EventDefinition, EventDefinition>;
  /** How long after the first of them the last may come. */
  readonly within: Duration;
  readonly completed: Sending<any>;
  readonly expired: Sending<any>;
  /** After any of these nothing is waited for any more, and nothing is sent. */
  readonly endedBy?: readonly EventDefinition[];
}

/** What is sent at the end of a gathering, one way or the other. */
class GatheringEnds<Key extends string, Complete, Expired> {
  private readonly gathering: Gathering;
  constructor(gathering: Gathering) {
    this.gathering = gathering;
    const types = eventsOfGathering(gathering).map(({ type }) => type);
    const twice = types.find((type, place) => types.indexOf(type) !== place);
    if (twice) throw new Error(`Gathering ${gathering.name}: ${twice} stands for two of its parts, or for a part and its end.`);
  }

  /** What makes the rest superfluous, such as that an order is cancelled: the gathering ends, whenever that comes. */
  endedBy(...events: readonly EventAbout<Key>[]) {
    return new GatheringEnds<Key, Complete, Expired>({ ...this.gathering, endedBy: events });
  }

  /** What is sent when all that was waited for has come. */
  completed(completed: Sending<Complete>) {
    return new GatheringEnds<Key, Complete, Expired>({ ...this.gathering, completed });
  }

  /** What is sent when something is still missing at the end; ends the declaration. */
  expired(expired: Sending<Expired>): Gathering {
    return { ...this.gathering, expired };
  }
}

/**
 * Declares a gathering. The name is durable: it names the gathering's streams and its checkpoints.
 *
 * @remarks The events may come in any order, and again: only the first of a kind counts. It completes once, or expires once and names
 * what is missing, or is ended by what makes it superfluous; what comes later changes nothing. What has been gathered survives whoever gathers.
 * @see Gregor Hohpe and Bobby Woolf, Enterprise Integration Patterns (2003): Aggregator
 * @example
 * export const parcelReadiness = gathering('parcel-readiness', { by: 'orderId', within: '2 days' })
 *   .all({ payment: PaymentCaptured, parcel: ParcelPacked })
 *   .completed(DispatchParcel.from(({ orderId }) => ({ orderId })))
 *   .expired(EscalateParcel.from(({ orderId, missing }) => ({ orderId, missing })));
 */
export const gathering = <const Key extends string>(name: string, { by, within }: { readonly by: Key; readonly within: Duration }) => {
  const begun = { name, by, within, completed: [], expired: [] };
  return {
    /** Waits for one event of each of these kinds; each is known by its name. */
    all: <P extends Parts<Key>>(all: P) =>
      new GatheringEnds<Key, KeyOf<Key> & Gathered<P>, KeyOf<Key> & Partial<Gathered<P>> & Missing>({ ...begun, all }),
    /** Waits for one event for each item of a list; the list is known by `list`, the events by `items` and the item's name. */
    each: <Listed extends EventAbout<Key>, Heard extends EventAbout<Key>>(each: Each<Key, Listed, Heard>) =>
      new GatheringEnds<
        Key,
        KeyOf<Key> & { readonly list: DataOf<Listed> } & Items<Heard>,
        KeyOf<Key> & { readonly list?: DataOf<Listed> } & Items<Heard> & Missing
      >({ ...begun, each: each }),
  };
};

/** The events that a gathering hears: those that it waits for, and those that end it. */
export const eventsOfGathering = ({ all = {}, each, endedBy = [] }: Gathering): EventDefinition[] => [
  ...Object.values(all),
  ...(each ? [each.listedBy, each.heardBy] : []),
  ...endedBy,
];
