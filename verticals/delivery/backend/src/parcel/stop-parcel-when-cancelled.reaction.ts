import { reaction } from '@jogakbo/domain';
import { CancellationBegun } from '@jogakbo/checkout-contract';
import { StopParcel } from '@jogakbo/delivery-contract';

export const stopParcelWhenCancelled = reaction(
  'stop-parcel-when-cancelled',
  CancellationBegun,
  StopParcel.from(({ orderId }) => ({ orderId })),
);
