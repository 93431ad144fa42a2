import type { Fact } from './fact.ts';

/** The most recent facts of one log, in order; bounded in number and bytes. */
export class RecentFacts {
  private facts: Fact[] = [];
  private bytes = 0;
  private from: number;

  /** @param from The position after which every public fact is here. */
  constructor(
    from: number,
    private readonly most = 2000,
    private readonly mostBytes = 4 * 1024 * 1024,
  ) {
    this.from = from;
  }

  /** Every public fact after this position is here; of older ones none. */
  get reach(): number {
    return this.from;
  }

  add(fact: Fact) {
    this.facts.push(fact);
    this.bytes += fact.size;
    if (this.facts.length > this.most * 2 || this.bytes > this.mostBytes * 2) this.forget();
  }

  after(position: number): Fact[] {
    return this.facts.filter((fact) => fact.position > position);
  }

  /** Forgets the older half: seldom and at once, so that adding stays cheap. */
  private forget() {
    let keep = Math.max(0, this.facts.length - this.most);
    this.bytes = this.facts.slice(keep).reduce((sum, { size }) => sum + size, 0);
    while (this.bytes > this.mostBytes && keep < this.facts.length) this.bytes -= this.facts[keep++]!.size;
    this.from = this.facts[keep - 1]?.position ?? this.from;
    this.facts = this.facts.slice(keep);
  }
}
