import { reaction } from '@jogakbo/domain';
import { OrderConfirmed } from '@jogakbo/checkout-contract';
import { RequestParcel } from '@jogakbo/delivery-contract';

export const requestParcelWhenConfirmed = reaction(
  'request-parcel-when-confirmed',
  OrderConfirmed,
  RequestParcel.from(({ orderId, storeId, lines, keyDigest }) => ({
    ...{ orderId, storeId, keyDigest },
    lines: lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
  })),
);
