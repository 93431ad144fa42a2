import { reaction } from '@jogakbo/domain';
import { ShelveGoods } from '@jogakbo/inventory-contract';
import { PaymentRefunded } from '@jogakbo/payment-contract';

/** When the customer has the money back, others may buy what came back. */
export const shelveWhenRefunded = reaction(
  'shelve-when-refunded',
  PaymentRefunded,
  ShelveGoods.from(({ orderId }) => ({ orderId })),
);
