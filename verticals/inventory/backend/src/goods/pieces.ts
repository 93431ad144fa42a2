import { Injectable } from '@nestjs/common';
import { problem, ProblemError, type Command } from '@jogakbo/contract';
import { isRejection, type Rejection } from '@jogakbo/domain';
import {
  central,
  type GoodsLine,
  type OrderId,
  ReleaseStock,
  ReservationId,
  ReserveStock,
  ReturnStock,
  SellStock,
  stockIdOf,
} from '@jogakbo/inventory-contract';
import { AggregateStreams, machine, StreamsOf } from '@jogakbo/vertical';
import { type Stock, stock } from '../stock/stock.decider.ts';
import type { Goods } from './goods.decider.ts';

/**
 * The pieces of orders: each line is one reservation, under the order's id, of its variant's stock in the central store.
 *
 * @remarks A line is a stock of its own, so that one may be done and another not when a process dies. All that is done here is nothing the
 * second time, and is asked for until all of it is done.
 */
@Injectable()
export class Pieces {
  constructor(@StreamsOf(stock) private readonly stocks: AggregateStreams<Stock>) {}

  /**
   * Keeps all of them, or none.
   *
   * @throws ProblemError `rejected` when there are too few.
   */
  async reserve(orderId: OrderId, lines: readonly GoodsLine[]): Promise<void> {
    const outcomes = await this.each(lines, ({ stockId, quantity }) =>
      this.stocks.decide(ReserveStock({ stockId, reservationId: ReservationId.parse(orderId), quantity }), machine.newId()),
    );
    const refused = outcomes.find(isRejection);
    if (!refused) return;
    await this.release(orderId, lines);
    throw new ProblemError(problem('rejected', refused.reason));
  }

  /**
   * Looks whether as many lie there as are kept.
   *
   * @throws ProblemError `rejected` when there are too few.
   */
  async assertThere(lines: readonly GoodsLine[]): Promise<void> {
    const isThere = await this.each(lines, async ({ stockId, quantity }) => (await this.stocks.stateOf(stockId)).onHand >= quantity);
    if (isThere.includes(false)) throw new ProblemError(problem('rejected', 'StockIsShort'));
  }

  /** Lets go whatever is kept of them. */
  async release(orderId: OrderId, lines: readonly GoodsLine[]): Promise<void> {
    await this.each(lines, ({ stockId }) =>
      this.done(ReleaseStock({ stockId, reservationId: ReservationId.parse(orderId) }), machine.newId()),
    );
  }

  /** Brings them to where it was decided that they are, from wherever they were left: what was done before is not done again. */
  async follow(orderId: OrderId, { status, lines, sales }: Goods): Promise<void> {
    const isBack = status === 'taken back' || status === 'released';
    if (sales > 0) await this.sell(orderId, lines, sales);
    if (sales > 0 && isBack) await this.takeBack(orderId, lines, sales);
    if (status === 'released') await this.release(orderId, lines);
  }

  private sell(orderId: OrderId, lines: readonly GoodsLine[], sale: number) {
    const reservationId = ReservationId.parse(orderId);
    return this.each(lines, ({ stockId }) => this.done(SellStock({ stockId, reservationId }), `${orderId}.sale-${sale}`));
  }

  private takeBack(orderId: OrderId, lines: readonly GoodsLine[], sale: number) {
    const reservationId = ReservationId.parse(orderId);
    return this.each(lines, ({ stockId, quantity }) =>
      this.done(ReturnStock({ stockId, reservationId, quantity }), `${orderId}.return-${sale}`),
    );
  }

  private each<T>(lines: readonly GoodsLine[], act: (line: { stockId: ReturnType<typeof stockIdOf>; quantity: number }) => Promise<T>) {
    return Promise.all(lines.map(({ sku, quantity }) => act({ stockId: stockIdOf(sku, central), quantity })));
  }

  /** What follows from what was decided about an order cannot be refused. */
  private async done(command: Command, id: string): Promise<void> {
    const outcome: Rejection | object = await this.stocks.decide(command, id);
    if (isRejection(outcome)) throw new Error(`${command.type} for an order was refused: ${outcome.reason}`);
  }
}
