import type { Planting } from '@jogakbo/testing/planted';
import type { Law } from '../laws/law.ts';

/** A bug of the shop, and the law that has to find it. */
export interface Bug extends Planting {
  readonly law: Law['name'];
  /** The units that are broken meanwhile, where it shows only then. */
  readonly prey?: readonly string[];
}

/** The vertical whose release has the bug in it. */
export const verticalOf = ({ file }: Bug): string => file.split('/')[1]!;

const checkout = 'verticals/checkout/backend/src';
const inventory = 'verticals/inventory/backend/src';
const payment = 'verticals/payment/backend/src';
const delivery = 'verticals/delivery/backend/src';

/** Bugs of the kinds that shops really have. */
export const bugs: readonly Bug[] = [
  {
    name: 'two pieces cost as much as one',
    file: `${checkout}/cart/priced-cart.ts`,
    instead: 'currency }, quantity);',
    planted: 'currency }, 1);',
    law: 'money',
  },
  {
    name: 'a price in full units is captured as one in cents',
    file: `${payment}/payment/payment.decider.ts`,
    instead: 'return PaymentCaptured({ orderId, ...moneyOf(charge!) });',
    planted: 'return PaymentCaptured({ orderId, ...moneyOf(charge!), amount: charge!.amount * 100 });',
    law: 'money',
  },
  {
    name: 'money is captured in other digits than it was ordered in',
    file: `${payment}/payment/payment.decider.ts`,
    instead: 'return PaymentCaptured({ orderId, ...moneyOf(charge!) });',
    planted: 'return PaymentCaptured({ orderId, ...moneyOf(charge!), currency: { ...charge!.currency, digits: 4 } });',
    law: 'money',
  },
  {
    name: 'a refund is booked against the wrong account',
    file: `${payment}/ledger/ledger.projection.ts`,
    instead: "const giveBack: Moved = ['sales', 'provider'];",
    planted: "const giveBack: Moved = ['sales', 'customers'];",
    law: 'money',
  },
  {
    name: 'pieces are kept without a look at what is kept already',
    file: `${inventory}/stock/stock.decider.ts`,
    instead: 'const { available = 0 } = levelOf(stockId, left);',
    planted: 'const available = left.onHand;',
    law: 'stock',
    prey: ['inventory'],
  },
  {
    name: 'what is let go is counted as if it had been sold',
    file: `${inventory}/stock/stock.decider.ts`,
    instead: 'const left = { ...stock, reservations: keyed.without(stock.reservations, reservationId) };',
    planted:
      'const left = { onHand: stock.onHand + keyed.get(stock.reservations, reservationId)!.quantity, reservations: keyed.without(stock.reservations, reservationId) };',
    law: 'stock',
  },
  {
    name: 'a sale has another name each time it is asked for',
    file: `${inventory}/goods/pieces.ts`,
    instead: '`${orderId}.sale-${sale}`',
    planted: 'machine.newId()',
    law: 'stock',
  },
  {
    name: 'goods are said to be sold and their pieces stay on the books',
    file: `${inventory}/goods/sell-goods.handler.ts`,
    instead: 'return this.goods.decideAndFollow(SellGoods({ orderId }));',
    planted: 'return this.goods.decide(SellGoods({ orderId })).then(() => null);',
    law: 'stock',
  },
  {
    name: 'the levels ignore what is let go',
    file: `${inventory}/stock/stock-level.projection.ts`,
    instead: 'StockReleased: levelIn,',
    planted: 'StockReleased: (_, row) => row,',
    law: 'stock',
  },
  {
    name: 'an offer promises what lies elsewhere',
    file: `${checkout}/offer/availability.projection.ts`,
    instead: `const left = ({ stockId, sku, available }: StockLevel): Availability | null =>
  available === undefined ? null : { stockId, sku, available };`,
    planted:
      'const left = ({ stockId, sku, onHand, reserved }: StockLevel): Availability => ({ stockId, sku, available: onHand - reserved });',
    law: 'offers',
  },
  {
    name: 'a reservation gets less than the offer promises',
    file: `${inventory}/stock/stock.decider.ts`,
    instead: 'const { available = 0 } = levelOf(stockId, left);',
    planted: 'const available = left.onHand - reservedIn(left) - 5;',
    law: 'offers',
  },
  {
    name: 'the checkout does not hear that a payment is declined',
    file: `${checkout}/checkout/checkout.saga.ts`,
    instead: '    fails: PaymentDeclined,\n',
    planted: '',
    law: 'sagas',
  },
  {
    name: 'a cancellation that was noted is forgotten when the order is confirmed',
    file: `${checkout}/order/order.decider.ts`,
    instead: "return cancellation === 'noted' ? [confirmed, CancellationBegun({ orderId })] : confirmed;",
    planted: 'return cancellation ? confirmed : [];',
    law: 'sagas',
  },
  {
    name: 'nobody stops the parcel of a cancelled order',
    file: `${delivery}/delivery.module.ts`,
    instead: 'requestParcelWhenConfirmed, stopParcelWhenCancelled,',
    planted: 'requestParcelWhenConfirmed,',
    law: 'sagas',
  },
  {
    name: 'a step of the checkout has no compensation',
    file: `${checkout}/checkout/checkout.saga.ts`,
    instead: '    compensate: ReleaseGoods.from(({ order: { orderId } }) => ({ orderId })),\n',
    planted: '',
    law: 'consistency',
  },
  {
    name: 'an order is confirmed when its money is only held',
    file: `${checkout}/checkout/checkout.saga.ts`,
    instead: `  .step('capture', {
    send: CapturePayment.from(({ order: { orderId } }) => ({ orderId })),
    succeeds: PaymentCaptured,
    within: '10 seconds',
  })
`,
    planted: '',
    law: 'consistency',
  },
  {
    name: 'goods are given up and their pieces stay kept',
    file: `${inventory}/goods/release-goods.handler.ts`,
    instead: 'return this.goods.decideAndFollow(ReleaseGoods({ orderId }));',
    planted: 'return this.goods.decide(ReleaseGoods({ orderId })).then(() => null);',
    law: 'consistency',
  },
  {
    name: 'goods go back on the shelf although the refund was refused',
    file: `${inventory}/goods/sell-again-when-not-refunded.reaction.ts`,
    instead: "import { SellGoods } from '@jogakbo/inventory-contract';",
    planted: "import { ShelveGoods as SellGoods } from '@jogakbo/inventory-contract';",
    law: 'consistency',
  },
  {
    name: 'a parcel that is packed twice counts twice',
    file: `${delivery}/parcel/parcel.decider.ts`,
    instead: 'parcel.isPacked ? [] : (whyNot(parcel) ?? [',
    planted: '(whyNot(parcel) ?? [',
    law: 'consistency',
  },
  {
    name: 'staff give money back, and nobody stops the parcel',
    file: `${payment}/payment/refund-payment.handler.ts`,
    instead: "if (currentCall()?.roles.includes('staff')) await",
    planted: "if (currentCall()?.roles.includes('vertical')) await",
    law: 'possession',
  },
  {
    name: 'a parcel that is stopped is handed over all the same',
    file: `${delivery}/parcel/parcel.decider.ts`,
    instead: "  return takenBack ? reject('ParcelIsStopped') : undefined;",
    planted: '  return takenBack === null ? undefined : undefined;',
    law: 'possession',
  },
  {
    name: 'the order’s page ignores that it was cancelled',
    file: `${checkout}/order/customer-order.projection.ts`,
    instead: "OrderCancelled: step('cancelled', () => ({ status: 'cancelled' })),",
    planted: 'OrderCancelled: (_, order) => order,',
    law: 'views',
  },
  {
    name: 'the order’s page does not tell that the money went back',
    file: `${checkout}/order/order-progress.projections.ts`,
    instead: "PaymentRefunded: step('money given back'),",
    planted: 'PaymentRefunded: (_, row) => row,',
    law: 'views',
  },
  {
    name: 'the receipt of a refund says captured',
    file: `${payment}/payment/payment.projection.ts`,
    instead: "PaymentRefunded: becomes('refunded'),",
    planted: "PaymentRefunded: becomes('captured'),",
    law: 'views',
  },
  {
    name: 'the tracking never ends',
    file: `${delivery}/parcel/parcel-row.projection.ts`,
    instead: "ParcelHandedOver: becomes('handed over'),",
    planted: 'ParcelHandedOver: (_, row) => row,',
    law: 'views',
  },
  {
    name: 'an order is told to be confirmed as soon as its money is held',
    file: `${checkout}/order/get-order.query.ts`,
    instead: '...{ orderId, key, status, steps:',
    planted:
      "...{ orderId, key, status: status === 'placed' && steps.some(({ step }) => step === 'payment authorized') ? 'confirmed' : status, steps:",
    law: 'honesty',
  },
  {
    name: 'a cancellation is accepted and forgotten',
    file: `${checkout}/order/cancel-order.handler.ts`,
    instead: 'await this.orders.decideOrRefuse(CancelOrder(command));',
    planted: 'CancelOrder(command);',
    law: 'honesty',
  },
  {
    name: 'who sends an order again is told no',
    file: `${checkout}/order/place-order.handler.ts`,
    instead: 'else if (placed.visitorDigest !== digests.visitorDigest) throw',
    planted: 'else throw',
    law: 'honesty',
  },
];
