/** An order: what it costs decides whether it is declined. */
export interface Order {
  readonly orderId: string;
  readonly amount: number;
}

/** How an order ended, as its customer knows it. */
export type Ending = 'confirmed' | 'rejected';

/** Who conducts the same saga in its own way. */
export interface Contender {
  readonly name: string;
  /** What is promised when a step counts as done. */
  readonly durability: string;
  readonly open: () => Promise<Conducting>;
}

/** A contender whose processes run. */
export interface Conducting {
  /** Places an order; resolves when its customer knows how it ended. */
  readonly order: (order: Order) => Promise<Ending>;
  /** The processes that do the work, servers included; all that they have started counts as well. */
  readonly processes: readonly number[];
  readonly close: () => Promise<void>;
}
