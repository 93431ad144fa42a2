import type { Key } from '@jogakbo/contract';
import { StoreOpened } from '@jogakbo/assortment-contract';
import { CancellationBegun, OrderConfirmed } from '@jogakbo/checkout-contract';
import { ConfirmPickup, HandOverParcel, OrderId, PackParcel, ParcelLine, RequestReturn, TakeBackParcel } from '@jogakbo/delivery-contract';
import { PaymentCaptured, RefundRefused } from '@jogakbo/payment-contract';
import { digestOf, newKey } from '@jogakbo/vertical';

export const oldMill = StoreOpened.schema.parse({
  storeId: 'old-mill',
  position: 0,
  ...{ name: 'Old Mill', street: 'Brook 1', city: 'Weir' },
  picture: `/pictures/${'0'.repeat(32)}.svg`,
});
export const line = ParcelLine.parse({ sku: 'T-1', name: 'Ox Red', quantity: 2 });
export const key = newKey();
export const reason = 'The card has expired.';
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };

/** An order of this name: what others say about it, and what is done for it. */
export function orderUnderTest(name: string) {
  const orderId = OrderId.parse(name);
  const of = { orderId };
  const ordered = OrderConfirmed.schema.parse({
    ...{ orderId, currency, storeId: oldMill.storeId, total: 1000, paymentMethodId: 'card' },
    lines: [{ ...line, productId: 'T', color: '#aa0000', price: 500, total: 1000, picture: oldMill.picture }],
    ...{ visitorDigest: digestOf(newKey()), keyDigest: digestOf(key) },
  });
  return {
    orderId,
    confirmed: OrderConfirmed(ordered),
    captured: PaymentCaptured(PaymentCaptured.schema.parse({ orderId, amount: 1000, currency })),
    cancelled: CancellationBegun(of),
    refundRefused: RefundRefused({ orderId, reason }),
    pack: PackParcel(of),
    confirmPickup: ConfirmPickup(of),
    handOver: HandOverParcel(of),
    returnWith: (bearing: Key) => RequestReturn({ orderId, key: bearing }),
    takeBack: TakeBackParcel(of),
  };
}
