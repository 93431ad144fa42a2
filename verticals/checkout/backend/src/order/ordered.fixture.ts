import { Key } from '@jogakbo/contract';
import { OrderConfirmed, OrderId, OrderPlaced } from '@jogakbo/checkout-contract';
import { digestsFor } from './visitor.ts';

export const orderId = OrderId.parse('o-1');
export const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const visitorKey = Key.parse('v'.repeat(43));

/** An order of two variants. */
export const placed = OrderPlaced.schema.parse({
  orderId,
  lines: [
    {
      sku: 'T-1-RD',
      productId: 'T-1',
      name: 'Ox Red',
      color: '#aa0000',
      picture: `/pictures/${'0'.repeat(32)}.svg`,
      price: 500,
      quantity: 2,
      total: 1000,
    },
    {
      sku: 'T-2-BL',
      productId: 'T-2',
      name: 'Bull Blue',
      color: '#0000aa',
      picture: `/pictures/${'1'.repeat(32)}.svg`,
      price: 700,
      quantity: 1,
      total: 700,
    },
  ],
  total: 1700,
  currency,
  customer: { firstName: 'Ada', lastName: 'Lovelace' },
  storeId: 'store-a',
  paymentMethodId: 'card',
  ...digestsFor(orderId, visitorKey),
});

/** The same, once it is confirmed. */
export const confirmed = OrderConfirmed.schema.parse(placed);
