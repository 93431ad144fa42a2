import { describe, it } from 'vitest';
import { KeyDigest } from '@jogakbo/contract';
import { now, specification } from '@jogakbo/domain/specification';
import {
  ConfirmationRequested,
  OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentMethodId,
  PaymentRefunded,
  PaymentRequested,
  PaymentVoided,
  RefundRefused,
} from '@jogakbo/payment-contract';
import { paymentRow } from './payment.projection.ts';

const orderId = OrderId.parse('o-1');
const money = { amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };
const kept = { orderId, ...money, methodId: PaymentMethodId.parse('card'), keyDigest: KeyDigest.parse('d'.repeat(43)) };
const at = now.toISOString();
const row = (
  reason: string | null,
  ...statuses: ('requested' | 'to be confirmed' | 'authorized' | 'declined' | 'captured' | 'refunded')[]
) => ({
  ...kept,
  ...{ status: statuses.at(-1)!, entries: statuses.map((status) => ({ status, at })), reason, confirmAt: null, requestedAt: at },
});

const given = specification(paymentRow);
const captured = [PaymentRequested(kept), PaymentAuthorized({ orderId, ...money }), PaymentCaptured({ orderId, ...money })];

describe('How an order is paid for', () => {
  it('is known from the moment at which it is asked for', () => given(PaymentRequested(kept)).then(row(null, 'requested')));
  it('says all that has happened, in its order', () => given(...captured).then(row(null, 'requested', 'authorized', 'captured')));
  it('says why it was declined', () =>
    given(PaymentRequested(kept), PaymentDeclined({ orderId, reason: 'No funds.' })).then(row('No funds.', 'requested', 'declined')));
  it('says why its money did not go back, and stays paid', () =>
    given(...captured, RefundRefused({ orderId, reason: 'Too late.' })).then(row('Too late.', 'requested', 'authorized', 'captured')));
  it('says nothing of it any more when it has gone back after all', () =>
    given(...captured, RefundRefused({ orderId, reason: 'Too late.' }), PaymentRefunded({ orderId, ...money })).then(
      row(null, 'requested', 'authorized', 'captured', 'refunded'),
    ));
  it('says where the customer pays, as long as that is waited for', () => {
    const confirmAt = 'https://checkout.stripe.com/c/pay/cs_1';
    const asked = [PaymentRequested(kept), ConfirmationRequested({ orderId, confirmAt })] as const;
    given(...asked).then({ ...row(null, 'requested', 'to be confirmed'), confirmAt });
    given(...asked, PaymentAuthorized({ orderId, ...money })).then(row(null, 'requested', 'to be confirmed', 'authorized'));
  });
  it('is nothing for what was given up before it was asked for', () => given(PaymentVoided({ orderId })).then(null));
});
