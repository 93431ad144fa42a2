import { decider, reject } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import {
  AuthorizePayment,
  CapturePayment,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentVoided,
  VoidPayment,
} from './contracts.ts';

/** Nobody has more. */
export const LIMIT = 100;

const authorization = decider('authorization', {
  initialState: (): { readonly is: 'none' | 'held' | 'voided' | 'captured' } => ({ is: 'none' }),
  commands: { AuthorizePayment, VoidPayment, CapturePayment },
  events: { PaymentAuthorized, PaymentDeclined, PaymentVoided, PaymentCaptured },
  decide: {
    AuthorizePayment: ({ orderId, amount }, { is }) =>
      amount > LIMIT
        ? PaymentDeclined({ orderId, reason: 'no funds' })
        : is === 'none' || is === 'voided'
          ? PaymentAuthorized({ orderId, amount })
          : [],
    VoidPayment: ({ orderId }, { is }) => (is === 'held' ? PaymentVoided({ orderId }) : []),
    CapturePayment: ({ orderId }, { is }) =>
      is === 'held' ? PaymentCaptured({ orderId }) : is === 'captured' ? [] : reject('NothingIsAuthorized'),
  },
  evolve: {
    PaymentAuthorized: () => ({ is: 'held' }),
    PaymentDeclined: (state) => state,
    PaymentVoided: () => ({ is: 'voided' }),
    PaymentCaptured: () => ({ is: 'captured' }),
  },
});

export const PaymentModule = Vertical.of({ name: 'payment', contract, deciders: [authorization] });
