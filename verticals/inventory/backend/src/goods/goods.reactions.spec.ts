import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { ParcelTakenBack } from '@jogakbo/delivery-contract';
import { OrderId, SellGoods, ShelveGoods, TakeBackGoods } from '@jogakbo/inventory-contract';
import { PaymentRefunded, RefundRefused } from '@jogakbo/payment-contract';
import { sellAgainWhenNotRefunded } from './sell-again-when-not-refunded.reaction.ts';
import { shelveWhenRefunded } from './shelve-when-refunded.reaction.ts';
import { takeGoodsBack } from './take-goods-back.reaction.ts';

const orderId = OrderId.parse('o-1');
const money = { amount: 500, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };

describe('The goods of an order', () => {
  it('come back with its parcel', () =>
    specification(takeGoodsBack)()
      .when(ParcelTakenBack({ orderId, cause: 'return' }))
      .then(TakeBackGoods({ orderId })));
  it('are for others when its money has gone back', () =>
    specification(shelveWhenRefunded)()
      .when(PaymentRefunded({ orderId, ...money }))
      .then(ShelveGoods({ orderId })));
  it('are the customer’s again when it could not', () =>
    specification(sellAgainWhenNotRefunded)()
      .when(RefundRefused({ orderId, reason: 'The card is closed.' }))
      .then(SellGoods({ orderId })));
});
