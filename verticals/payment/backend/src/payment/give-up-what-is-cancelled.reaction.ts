import { reaction } from '@jogakbo/domain';
import { CancellationNoted } from '@jogakbo/checkout-contract';
import { GiveUpConfirmation, OrderId } from '@jogakbo/payment-contract';

/** Whoever cancels an order confirms no payment for it any more: nobody need wait for that. */
export const giveUpWhatIsCancelled = reaction(
  'give-up-what-is-cancelled',
  CancellationNoted,
  GiveUpConfirmation.from(({ orderId }) => ({ orderId: OrderId.parse(orderId) })),
);
