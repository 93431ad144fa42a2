import { describe, it } from 'vitest';
import { KeyDigest } from '@jogakbo/contract';
import { specification } from '@jogakbo/domain/specification';
import {
  AuthorizePayment,
  CapturePayment,
  ConfirmationEnded,
  ConfirmationRequested,
  OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentMethodId,
  PaymentRefunded,
  PaymentRequested,
  PaymentVoided,
  RefundGoodwill,
  RefundPayment,
  RefundRefused,
  RefundRequested,
  VoidPayment,
} from '@jogakbo/payment-contract';
import { RecordAnswer, RecordRefusedRefund, RequestRefund } from './answers.commands.ts';
import { payment } from './payment.decider.ts';

const orderId = OrderId.parse('o-1');
const money = { amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };
const reference = 'charge-1';
const asked = { orderId, ...money, methodId: PaymentMethodId.parse('card'), keyDigest: KeyDigest.parse('d'.repeat(43)) };

const requested = PaymentRequested(asked);
const toConfirm = ConfirmationRequested({ orderId, reference });
const ended = ConfirmationEnded({ orderId });
const authorized = PaymentAuthorized({ orderId, ...money, reference });
const declined = PaymentDeclined({ orderId, reason: 'No funds.' });
const voided = PaymentVoided({ orderId });
const captured = PaymentCaptured({ orderId, ...money });
const refunded = PaymentRefunded({ orderId, ...money });
const refundRefused = RefundRefused({ orderId, reason: 'Too late.' });

const given = specification(payment);
const answered = {
  yes: RecordAnswer({ orderId, answer: { outcome: 'authorized', reference } }),
  no: RecordAnswer({ orderId, answer: { outcome: 'declined', reason: 'No funds.' } }),
  ask: RecordAnswer({ orderId, answer: { outcome: 'to be confirmed', reference } }),
};

describe('A payment that is asked for', () => {
  it('is requested', () => given().when(AuthorizePayment(asked)).then(requested));
  it('again is nothing', () => given(requested).when(AuthorizePayment(asked)).thenNothing());
  it('after it was answered is nothing', () => {
    for (const history of [[authorized], [declined], [toConfirm], [authorized, captured], [authorized, captured, refunded]])
      given(requested, ...history)
        .when(AuthorizePayment(asked))
        .thenNothing();
  });
  it('late, after it was given up, is refused', () => {
    given(voided).when(AuthorizePayment(asked)).thenRejected('PaymentIsVoided');
    given(requested, voided).when(AuthorizePayment(asked)).thenRejected('PaymentIsVoided');
  });
});

describe('What the provider answers', () => {
  it('is that it keeps the money', () => given(requested).when(answered.yes).then(authorized));
  it('is that it will not pay', () => given(requested).when(answered.no).then(declined));
  it('is that the customer has to confirm', () => given(requested).when(answered.ask).then(toConfirm));
  it('may have no name for the charge', () =>
    given(requested)
      .when(RecordAnswer({ orderId, answer: { outcome: 'authorized' } }))
      .then(PaymentAuthorized({ orderId, ...money })));
  it('after the customer was asked is final, and nobody waits for the customer any more', () => {
    given(requested, toConfirm).when(answered.yes).then(ended, authorized);
    given(requested, toConfirm).when(answered.no).then(ended, declined);
  });
  it('counts once', () => {
    given(requested, authorized).when(answered.yes).thenNothing();
    given(requested, authorized).when(answered.no).thenNothing();
    given(requested, declined).when(answered.no).thenNothing();
    given(requested, toConfirm).when(answered.ask).thenNothing();
  });
  it('late, after the payment was given up or declined, is refused: it never counts as authorized', () => {
    given(requested, declined).when(answered.yes).thenRejected('PaymentIsDeclined');
    given(requested, voided).when(answered.yes).thenRejected('PaymentIsVoided');
    given(requested, toConfirm, voided).when(answered.yes).thenRejected('PaymentIsVoided');
    given(voided).when(answered.yes).thenRejected('PaymentIsVoided');
  });
  it('to nobody is refused', () => given().when(answered.yes).thenRejected('NothingIsRequested'));
});

describe('A payment that is given up', () => {
  const giveUp = VoidPayment({ orderId });
  it('is voided, whatever has come of it yet', () => {
    given(requested).when(giveUp).then(voided);
    given(requested, toConfirm).when(giveUp).then(ended, voided);
    given(requested, authorized).when(giveUp).then(voided);
  });
  it('before it was asked for is voided as well', () => given().when(giveUp).then(voided));
  it('twice is given up once', () => {
    given(voided).when(giveUp).thenNothing();
    given(requested, authorized, voided).when(giveUp).thenNothing();
  });
  it('and was declined has nothing to let go', () => given(requested, declined).when(giveUp).thenNothing());
  it('is not, once the money is ours', () => given(requested, authorized, captured).when(giveUp).thenRejected('MoneyIsOurs'));
  it('has nothing to let go when the money has gone back', () =>
    given(requested, authorized, captured, refunded).when(giveUp).thenNothing());
});

describe('Money', () => {
  const capture = CapturePayment({ orderId });
  it('that is kept becomes ours, all of it', () => given(requested, authorized).when(capture).then(captured));
  it('becomes ours once', () => {
    given(requested, authorized, captured).when(capture).thenNothing();
    given(requested, authorized, captured, refunded).when(capture).thenNothing();
  });
  it('that is not kept does not become ours', () => {
    for (const history of [[], [requested], [requested, toConfirm], [requested, declined], [requested, authorized, voided]])
      given(...history)
        .when(capture)
        .thenRejected('MoneyIsNotHeld');
  });

  const refund = RefundPayment({ orderId });
  it('that is ours goes back, all of it', () => given(requested, authorized, captured).when(refund).then(refunded));
  it('goes back all the same when its customer keeps the goods, and says so', () => {
    given(requested, authorized, captured)
      .when(RefundGoodwill({ orderId }))
      .then(PaymentRefunded({ orderId, ...money, customerKeepsGoods: true }));
    given(requested, authorized, captured, refunded).when(RefundGoodwill({ orderId })).thenNothing();
    given(requested, authorized).when(RefundGoodwill({ orderId })).thenNothing();
  });
  it('is wanted back by staff, each time that they say so: nothing has gone back by that', () => {
    const wish = RequestRefund({ orderId });
    const isWished = RefundRequested({ orderId });
    given(requested, authorized, captured).when(wish).then(isWished);
    given(requested, authorized, captured, isWished).when(wish).then(isWished);
    given(requested, authorized, captured, isWished).when(refund).then(refunded);
    given(requested, authorized, captured, refunded).when(wish).thenNothing();
    for (const history of [[], [requested], [requested, toConfirm], [requested, declined], [requested, authorized], [voided]])
      given(...history)
        .when(wish)
        .thenRejected('NoMoneyWasTaken');
  });
  it('goes back once', () => given(requested, authorized, captured, refunded).when(refund).thenNothing());
  it('that is not ours need not go back', () => {
    for (const history of [[], [requested], [requested, authorized], [requested, authorized, voided]])
      given(...history)
        .when(refund)
        .thenNothing();
  });

  const refuse = RecordRefusedRefund({ orderId, reason: 'Too late.' });
  it('that is not taken back stays ours', () => {
    given(requested, authorized, captured).when(refuse).then(refundRefused);
    given(requested, authorized, captured, refundRefused).when(capture).thenNothing();
  });
  it('that is not taken back may be, when it is tried again', () =>
    given(requested, authorized, captured, refundRefused).when(refund).then(refunded));
  it('that has gone back is refused no more', () => given(requested, authorized, captured, refunded).when(refuse).thenNothing());
});
