import { reaction } from '@jogakbo/domain';
import { ParcelTakenBack } from '@jogakbo/delivery-contract';
import { TakeBackGoods } from '@jogakbo/inventory-contract';

/** What is in a parcel that stays with the shop is on hand again. */
export const takeGoodsBack = reaction(
  'take-goods-back',
  ParcelTakenBack,
  TakeBackGoods.from(({ orderId }) => ({ orderId })),
);
