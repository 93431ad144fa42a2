import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { OrderId, ResumeParcel } from '@jogakbo/delivery-contract';
import { RefundRefused } from '@jogakbo/payment-contract';
import { resumeParcelWhenRefundRefused } from './resume-parcel-when-refund-refused.reaction.ts';

const orderId = OrderId.parse('order-7');
const reason = 'The card has expired.';

describe('Money that could not go back', () => {
  it('makes the parcel the customer’s again, and says why', () =>
    specification(resumeParcelWhenRefundRefused)().when(RefundRefused({ orderId, reason })).then(ResumeParcel({ orderId, reason })));
});
