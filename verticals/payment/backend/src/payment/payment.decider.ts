import type { KeyDigest } from '@jogakbo/contract';
import { decider, reject } from '@jogakbo/domain';
import {
  AuthorizePayment,
  CapturePayment,
  ConfirmationEnded,
  ConfirmationRequested,
  type OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentRefunded,
  PaymentRequested,
  type PaymentStatus,
  PaymentVoided,
  RefundGoodwill,
  RefundPayment,
  RefundRefused,
  RefundRequested,
  VoidPayment,
} from '@jogakbo/payment-contract';
import { RecordAnswer, RecordRefusedRefund, RequestRefund } from './answers.commands.ts';
import type { AuthorizationAnswer, Charge } from './charge.ts';

export interface Payment {
  readonly status: 'unknown' | PaymentStatus;
  /** Absent while nobody has asked for money: also of what was voided before. */
  readonly charge?: Charge;
  readonly keyDigest?: KeyDigest;
}

/**
 * The payment of one order. What needs the provider's word is asked for by handlers; here is decided what follows from it.
 * A payment is given up for good: what comes later, be it a request or a late answer, is refused.
 */
export const payment = decider('payment', {
  initialState: (): Payment => ({ status: 'unknown' }),
  commands: {
    ...{ AuthorizePayment, RecordAnswer, VoidPayment, CapturePayment },
    ...{ RequestRefund, RefundPayment, RefundGoodwill, RecordRefusedRefund },
  },
  events: {
    PaymentRequested,
    ConfirmationRequested,
    ConfirmationEnded,
    PaymentAuthorized,
    PaymentDeclined,
    PaymentVoided,
    PaymentCaptured,
    RefundRequested,
    PaymentRefunded,
    RefundRefused,
  },
  decide: {
    AuthorizePayment(asked, { status }) {
      if (status === 'voided') return reject('PaymentIsVoided');
      return status === 'unknown' ? PaymentRequested(asked) : [];
    },
    RecordAnswer({ orderId, answer }, { status, charge }) {
      if (status === 'voided') return reject('PaymentIsVoided');
      if (!charge) return reject('NothingIsRequested');
      if (status === 'declined' && answer.outcome === 'authorized') return reject('PaymentIsDeclined');
      return status === 'requested' || status === 'to be confirmed' ? answered(orderId, answer, { status, charge }) : [];
    },
    VoidPayment({ orderId }, { status }) {
      if (status === 'captured') return reject('MoneyIsOurs');
      return status === 'voided' || status === 'declined' || status === 'refunded'
        ? []
        : [...ended(orderId, status), PaymentVoided({ orderId })];
    },
    CapturePayment({ orderId }, { status, charge }) {
      if (status === 'authorized') return PaymentCaptured({ orderId, ...moneyOf(charge!) });
      return status === 'captured' || status === 'refunded' ? [] : reject('MoneyIsNotHeld');
    },
    // Whoever asks waits for what comes of it, each time: the goods may have been on their way to the customer the last time.
    RequestRefund({ orderId }, { status }) {
      if (status === 'captured') return RefundRequested({ orderId });
      return status === 'refunded' ? [] : reject('NoMoneyWasTaken');
    },
    RefundPayment: ({ orderId }, { status, charge }) => (status === 'captured' ? PaymentRefunded({ orderId, ...moneyOf(charge!) }) : []),
    RefundGoodwill: ({ orderId }, { status, charge }) =>
      status === 'captured' ? PaymentRefunded({ orderId, ...moneyOf(charge!), customerKeepsGoods: true }) : [],
    RecordRefusedRefund: ({ orderId, reason }, { status }) => (status === 'captured' ? RefundRefused({ orderId, reason }) : []),
  },
  evolve: {
    PaymentRequested: (_, { keyDigest, ...charge }) => ({ status: 'requested', charge, keyDigest }),
    ConfirmationRequested: (payment, { reference }) => ({ ...payment, ...known(payment, reference), status: 'to be confirmed' }),
    ConfirmationEnded: (payment) => payment,
    PaymentAuthorized: (payment, { reference }) => ({ ...payment, ...known(payment, reference), status: 'authorized' }),
    PaymentDeclined: (payment) => ({ ...payment, status: 'declined' }),
    PaymentVoided: (payment) => ({ ...payment, status: 'voided' }),
    PaymentCaptured: (payment) => ({ ...payment, status: 'captured' }),
    RefundRequested: (payment) => payment,
    PaymentRefunded: (payment) => ({ ...payment, status: 'refunded' }),
    RefundRefused: (payment) => payment,
  },
});

const moneyOf = ({ amount, currency }: Charge) => ({ amount, currency });

const known = ({ charge }: Payment, reference: string | undefined) => (charge && reference ? { charge: { ...charge, reference } } : {});

/** Where the customer was waited for. */
const ended = (orderId: OrderId, status: Payment['status']) => (status === 'to be confirmed' ? [ConfirmationEnded({ orderId })] : []);

/** The first final answer counts. */
function answered(orderId: OrderId, answer: AuthorizationAnswer, { status, charge }: { status: PaymentStatus; charge: Charge }) {
  if (answer.outcome === 'declined') return [...ended(orderId, status), PaymentDeclined({ orderId, reason: answer.reason })];
  const named = answer.reference === undefined ? {} : { reference: answer.reference };
  if (answer.outcome === 'authorized') return [...ended(orderId, status), PaymentAuthorized({ orderId, ...moneyOf(charge), ...named })];
  const place = answer.confirmAt === undefined ? {} : { confirmAt: answer.confirmAt };
  return status === 'requested' ? ConfirmationRequested({ orderId, ...named, ...place }) : [];
}
