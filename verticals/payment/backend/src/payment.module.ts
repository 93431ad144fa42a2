import { SETTINGS, Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/payment-contract';
import { blocks } from '@jogakbo/payment-frontend';
import { GetBalancesHandler } from './ledger/get-balances.query.ts';
import { ledger } from './ledger/ledger.projection.ts';
import { AuthorizePaymentHandler } from './payment/authorize-payment.handler.ts';
import { CapturePaymentHandler } from './payment/capture-payment.handler.ts';
import { confirmation } from './payment/confirmation.gathering.ts';
import { ConfirmPaymentHandler } from './payment/confirm-payment.handler.ts';
import { EndConfirmationHandler } from './payment/end-confirmation.handler.ts';
import { GetReceiptHandler } from './payment/get-receipt.query.ts';
import { GiveUpConfirmationHandler } from './payment/give-up-confirmation.handler.ts';
import { giveUpWhatIsCancelled } from './payment/give-up-what-is-cancelled.reaction.ts';
import { HearStripeHandler } from './payment/hear-stripe.handler.ts';
import { ListPaymentMethodsHandler } from './payment/list-payment-methods.query.ts';
import { ListPaymentsHandler } from './payment/list-payments.query.ts';
import { MethodNames } from './payment/method-names.ts';
import { payment } from './payment/payment.decider.ts';
import { paymentRow } from './payment/payment.projection.ts';
import { Payments } from './payment/payments.ts';
import { RefundGoodwillHandler } from './payment/refund-goodwill.handler.ts';
import { RefundPaymentHandler } from './payment/refund-payment.handler.ts';
import { refundWhatIsGranted } from './payment/refund-what-is-granted.reaction.ts';
import { refundWhatIsTakenBack } from './payment/refund-what-is-taken-back.reaction.ts';
import { VoidPaymentHandler } from './payment/void-payment.handler.ts';
import { PaymentProvider } from './provider/payment-provider.ts';
import { StripeProvider } from './provider/stripe-provider.ts';
import { TestCharges } from './provider/test-charges.ts';
import { TestProvider } from './provider/test-provider.ts';
import { PaymentSettings, stripeSettings } from './settings.ts';

/** Who takes the money, as it is set. */
const provider = {
  provide: PaymentProvider,
  inject: [SETTINGS, TestCharges],
  useFactory(settings: PaymentSettings, charges: TestCharges): PaymentProvider {
    const stripe = stripeSettings(settings);
    return stripe ? new StripeProvider(stripe) : new TestProvider(charges);
  },
};

export const PaymentModule = Vertical.of({
  name: 'payment',
  contract,
  blocks,
  deciders: [payment],
  projections: [paymentRow, ledger],
  gatherings: [confirmation],
  reactions: [refundWhatIsTakenBack, refundWhatIsGranted, giveUpWhatIsCancelled],
  handlers: [
    ...[AuthorizePaymentHandler, ConfirmPaymentHandler, VoidPaymentHandler, CapturePaymentHandler, RefundPaymentHandler],
    ...[RefundGoodwillHandler, EndConfirmationHandler, GiveUpConfirmationHandler, HearStripeHandler],
    ...[GetReceiptHandler, ListPaymentMethodsHandler, ListPaymentsHandler, GetBalancesHandler],
  ],
  settings: PaymentSettings,
  providers: [Payments, MethodNames, TestCharges, provider],
});
