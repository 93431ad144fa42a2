import { reaction } from '@jogakbo/domain';
import { ResumeParcel } from '@jogakbo/delivery-contract';
import { RefundRefused } from '@jogakbo/payment-contract';

/** Who does not get the money back keeps the goods. */
export const resumeParcelWhenRefundRefused = reaction(
  'resume-parcel-when-refund-refused',
  RefundRefused,
  ResumeParcel.from(({ orderId, reason }) => ({ orderId, reason })),
);
