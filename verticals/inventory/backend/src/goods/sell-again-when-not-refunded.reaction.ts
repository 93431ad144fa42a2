import { reaction } from '@jogakbo/domain';
import { SellGoods } from '@jogakbo/inventory-contract';
import { RefundRefused } from '@jogakbo/payment-contract';

/** When the money could not go back, what came back is the customer's again. */
export const sellAgainWhenNotRefunded = reaction(
  'sell-again-when-not-refunded',
  RefundRefused,
  SellGoods.from(({ orderId }) => ({ orderId })),
);
