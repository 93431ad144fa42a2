/** Somebody for whom bytes wait in this process's memory. */
export interface Recipient {
  /** Bytes that wait for it now. */
  readonly waiting: number;
  /** Lets go of it and of what waits for it. */
  drop(): void;
}

/** How much of the budget may be in use after it was exceeded: less than all, so that it isn't exceeded at every write. */
const ENOUGH_LEFT = 0.75;

/** The bytes that wait for all recipients together: when they are too many, those go for whom most wait. */
export class WaitingBytes {
  private readonly known = new Map<Recipient, number>();
  private total = 0;

  constructor(private readonly most = 64 * 1024 * 1024) {}

  /** To be told after each write. */
  note(recipient: Recipient) {
    this.count(recipient);
    if (this.total <= this.most) return;
    // What has been taken meanwhile is noticed only now.
    for (const each of [...this.known.keys()]) this.count(each);
    if (this.total <= this.most) return;
    const slowest = [...this.known].sort(([, a], [, b]) => b - a);
    for (const [each] of slowest) {
      if (this.total <= this.most * ENOUGH_LEFT) return;
      this.forget(each);
      each.drop();
    }
  }

  forget(recipient: Recipient) {
    this.total -= this.known.get(recipient) ?? 0;
    this.known.delete(recipient);
  }

  private count(recipient: Recipient) {
    this.forget(recipient);
    const { waiting } = recipient;
    if (waiting === 0) return;
    this.total += waiting;
    this.known.set(recipient, waiting);
  }
}
