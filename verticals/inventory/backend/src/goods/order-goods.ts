import { Injectable } from '@nestjs/common';
import type { Command } from '@jogakbo/contract';
import type { OrderId } from '@jogakbo/inventory-contract';
import { AggregateStreams, StreamsOf } from '@jogakbo/vertical';
import { goods, type Goods } from './goods.decider.ts';
import { Pieces } from './pieces.ts';

/** What orders have here, as it was decided; the pieces follow. */
@Injectable()
export class OrderGoods {
  constructor(
    @StreamsOf(goods) private readonly streams: AggregateStreams<Goods>,
    private readonly pieces: Pieces,
  ) {}

  of(orderId: OrderId): Promise<Goods> {
    return this.streams.stateOf(orderId);
  }

  /** @throws ProblemError `rejected` with the rejection's reason. */
  async decide(command: Command): Promise<void> {
    await this.streams.decideOrRefuse(command);
  }

  /** Decides, and brings the pieces to where they are then; asked again, it does what was left to do. */
  async decideAndFollow(command: Command<string, { readonly orderId: OrderId }>): Promise<null> {
    await this.decide(command);
    const { orderId } = command.data;
    await this.pieces.follow(orderId, await this.of(orderId));
    return null;
  }
}
