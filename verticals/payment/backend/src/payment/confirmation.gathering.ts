import { gathering } from '@jogakbo/domain';
import { CONFIRM_WITHIN, ConfirmationEnded, ConfirmationRequested, EndConfirmation, OrderId } from '@jogakbo/payment-contract';

/**
 * Whoever has paid at the provider keeps the order, though they never come back and nobody tells us: before the checkout gives the
 * payment up, the provider is asked.
 */
export const confirmation = gathering('confirmation', { by: 'orderId', within: CONFIRM_WITHIN })
  .all({ asked: ConfirmationRequested, ended: ConfirmationEnded })
  .expired(EndConfirmation.from(({ orderId }) => ({ orderId: OrderId.parse(orderId) })));
