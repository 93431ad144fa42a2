import { Injectable } from '@nestjs/common';
import { problem, ProblemError, type Command } from '@jogakbo/contract';
import { isRejection, type Rejection } from '@jogakbo/domain';
import type { OrderId } from '@jogakbo/payment-contract';
import { AggregateStreams, currentCall, StreamsOf } from '@jogakbo/vertical';
import { payment, type Payment } from './payment.decider.ts';

/** The payments of all orders, as handlers decide about them. */
@Injectable()
export class Payments {
  constructor(@StreamsOf(payment) private readonly streams: AggregateStreams<Payment>) {}

  stateOf(orderId: OrderId): Promise<Payment> {
    return this.streams.stateOf(orderId);
  }

  /**
   * Decides, and gives the rejection back: something may have to be undone before it is told.
   *
   * @remarks A second decision that one command leads to has a name: each is a repeat of itself alone.
   */
  async attempt(command: Command, second?: string): Promise<Rejection | undefined> {
    const { causationId: cause, asked } = currentCall() ?? {};
    const as = cause && second ? { id: `${cause}.${second}`, asked } : undefined;
    const outcome = await this.streams.decide(command, as);
    return isRejection(outcome) ? outcome : undefined;
  }

  /** @throws ProblemError `rejected` */
  async decide(command: Command): Promise<void> {
    const rejection = await this.attempt(command);
    if (rejection) throw refused(rejection.reason);
  }
}

/** An expected no, as whoever asked is told it. */
export const refused = (reason: string) => new ProblemError(problem('rejected', reason));
