import { decider } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import { PaymentDeclined, PaymentReturned, PaymentTaken, ReturnPayment, TakePayment } from './contracts.ts';

/** What costs more is declined. */
const LIMIT = 100;

type Charge = 'none' | 'taken' | 'returned';

const charge = decider('charge', {
  initialState: (): Charge => 'none',
  commands: { TakePayment, ReturnPayment },
  events: { PaymentTaken, PaymentDeclined, PaymentReturned },
  decide: {
    TakePayment({ orderId, amount }, charge) {
      if (amount > LIMIT) return PaymentDeclined({ orderId, reason: 'no funds' });
      return charge === 'none' ? PaymentTaken({ orderId, amount }) : [];
    },
    ReturnPayment: ({ orderId }, charge) => (charge === 'taken' ? PaymentReturned({ orderId }) : []),
  },
  evolve: { PaymentTaken: () => 'taken', PaymentDeclined: (charge) => charge, PaymentReturned: () => 'returned' },
});

export const PaymentModule = Vertical.of({ name: 'payment', contract, deciders: [charge] });
