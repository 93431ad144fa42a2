import type { Occurrence } from '@jogakbo/domain';

/** Where an event stands in a log. */
export type Place = Pick<Occurrence, 'position' | 'place'>;

/** Whether one place of a log comes before another. */
export const isBefore = (one: Place, other: Place) =>
  one.position < other.position || (one.position === other.position && one.place < other.place);

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
    const known = this.first.get(key);
    if (!known || isBefore(place, known)) this.first.set(key, place);
  }
  free(key: string) {
    this.first.delete(key);
  }

  /** The position behind which an event of a key waits; `undefined` when it needn't. */
  before(key: string, place: Place): number | undefined {
    const first = this.first.get(key);
    return first && !isBefore(place, first) ? first.position : undefined;
  }
}
