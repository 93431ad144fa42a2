import { CancelOrder, OrderId, type OrderPlaced } from '@jogakbo/checkout-contract';
import type { Command, DataOf } from '@jogakbo/contract';
import {
  ConfirmPickup,
  GrantGoodwill,
  HandOverParcel,
  MarkParcelReady,
  OrderId as ParcelId,
  PackParcel,
  RequestReturn,
  TakeBackParcel,
} from '@jogakbo/delivery-contract';
import { central, ReceiveStock, stockIdOf } from '@jogakbo/inventory-contract';
import { ConfirmPayment, OrderId as PaymentId, RefundPayment } from '@jogakbo/payment-contract';
import { Sku } from '@jogakbo/assortment-contract';
import type { Company } from './company.ts';

const sku = Sku.parse('OX-RD');
const LINE = { sku, productId: 'OX', name: 'Ox Red', color: '#aa0000', picture: `/pictures/${'0'.repeat(32)}.svg`, price: 500 };

/** Something that somebody does about an order; resolves with why it was refused, if it was. */
export type Act = (company: Company, orderId: string) => Promise<string | undefined>;

const staff =
  (vertical: 'checkout' | 'payment' | 'delivery', command: (orderId: string) => Command): Act =>
  (company, orderId) =>
    company.give(vertical, command(orderId), ['staff']);
const parcel = (command: (data: { orderId: ParcelId }) => Command) =>
  staff('delivery', (orderId) => command({ orderId: ParcelId.parse(orderId) }));
const answering =
  (answer: 'confirm' | 'refuse'): Act =>
  (company, orderId) =>
    company.give('payment', ConfirmPayment({ orderId: PaymentId.parse(orderId), key: company.key, answer }));

/** What customers, staff, the provider and the time can do. */
export const acts = {
  'the customer cancels': (company, orderId) =>
    company.give('checkout', CancelOrder({ orderId: OrderId.parse(orderId), key: company.key })),
  'the customer confirms the payment': answering('confirm'),
  'the customer refuses the payment': answering('refuse'),
  'the customer asks for a return': (company, orderId) =>
    company.give('delivery', RequestReturn({ orderId: ParcelId.parse(orderId), key: company.key })),
  'staff cancel': staff('checkout', (orderId) => CancelOrder({ orderId: OrderId.parse(orderId) })),
  'staff refund': staff('payment', (orderId) => RefundPayment({ orderId: PaymentId.parse(orderId) })),
  'staff let the customer keep it for nothing': parcel(GrantGoodwill),
  'staff pack the parcel': parcel(PackParcel),
  'staff expect the parcel in its store': parcel(ConfirmPickup),
  'staff say that it is ready': parcel(MarkParcelReady),
  'staff hand it over': parcel(HandOverParcel),
  'staff take it back': parcel(TakeBackParcel),
  'the provider tells once more that it is paid': (company, orderId) => company.tellOfPayment(orderId),
  'the time to confirm is over': async (company, orderId) => {
    await company.later(1, orderId);
    return undefined;
  },
} satisfies Record<string, Act>;
export type ActName = keyof typeof acts;

/** A customer orders two pieces, of which there are enough; nobody has heard of it yet. */
export async function place(company: Company, orderId: string, methodId: string): Promise<void> {
  await company.give('inventory', ReceiveStock({ stockId: stockIdOf(sku, central), quantity: 2 }), ['staff']);
  const order = {
    ...{ orderId, lines: [{ ...LINE, quantity: 2, total: 1000 }], total: 1000 },
    ...{ currency: { code: 'XTS', symbol: 'Ø', digits: 0 }, customer: { firstName: 'Ada', lastName: 'Lovelace' } },
    ...{ storeId: 'mill', paymentMethodId: methodId, visitorDigest: company.keyDigest, keyDigest: company.keyDigest },
  } as unknown as DataOf<typeof OrderPlaced>;
  await company.decide('checkout', 'order', { kind: 'command', type: 'RecordOrder', data: order });
}
