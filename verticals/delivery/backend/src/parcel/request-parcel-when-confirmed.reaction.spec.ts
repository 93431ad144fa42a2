import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { OrderConfirmed } from '@jogakbo/checkout-contract';
import { RequestParcel } from '@jogakbo/delivery-contract';
import { requestParcelWhenConfirmed } from './request-parcel-when-confirmed.reaction.ts';

const keyDigest = 'd'.repeat(43);
const line = (sku: string, name: string, quantity: number) => ({
  ...{ sku, name, quantity, productId: 'T-1', color: '#aa0000', price: 500, total: 500 * quantity },
  picture: `/pictures/${'0'.repeat(32)}.svg`,
});
const confirmed = OrderConfirmed.schema.parse({
  orderId: 'order-7',
  lines: [line('T-1-RD', 'Ox Red', 2), line('T-1-BL', 'Ox Blue', 1)],
  total: 1500,
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
  customer: { firstName: 'Ada', lastName: 'Ash' },
  storeId: 'old-mill',
  paymentMethodId: 'card',
  visitorDigest: 'v'.repeat(43),
  keyDigest,
});

describe('A confirmed order', () => {
  it('is a parcel, of what was ordered, for whom and where to', () =>
    specification(requestParcelWhenConfirmed)()
      .when(OrderConfirmed(confirmed))
      .then(
        RequestParcel(
          RequestParcel.schema.parse({
            orderId: 'order-7',
            storeId: 'old-mill',
            lines: [
              { sku: 'T-1-RD', name: 'Ox Red', quantity: 2 },
              { sku: 'T-1-BL', name: 'Ox Blue', quantity: 1 },
            ],
            keyDigest,
          }),
        ),
      ));
});
