import { hash } from 'node:crypto';
import { wellFormed } from '@jogakbo/contract';
import type { Occurrence } from '@jogakbo/domain';

/** Where an event stands in a log. */
export type Place = Pick<Occurrence, 'position' | 'place'>;

/** Whether one place of a log comes before another. */
export const isBefore = (one: Place, other: Place) =>
  one.position < other.position || (one.position === other.position && one.place < other.place);

/** The longest key that an index takes for sure. */
const LONGEST = 200;

/** A key as dead letters have it, whatever it is: a text that can be kept, and found by. */
export const parkedAs = (key: string): string =>
  key.length > LONGEST ? `${wellFormed(key.slice(0, LONGEST - 50))}…${hash('sha256', key, 'base64url')}` : wellFormed(key);

/** A reader's parked keys: from a key's first dead letter on, what comes for it waits. */
export class Parking {
  private readonly first: Map<string, Place>;
  constructor(first: ReadonlyMap<string, Place> = new Map()) {
    this.first = new Map(first);
  }

  get isEmpty(): boolean {
    return this.first.size === 0;
  }

  park(key: string, place: Place) {
    const name = parkedAs(key);
    const known = this.first.get(name);
    if (!known || isBefore(place, known)) this.first.set(name, place);
  }
  free(key: string) {
    this.first.delete(parkedAs(key));
  }

  /** The position behind which an event of a key waits; `undefined` when it needn't. */
  before(key: string, place: Place): number | undefined {
    const first = this.first.get(parkedAs(key));
    return first && !isBefore(place, first) ? first.position : undefined;
  }
}
