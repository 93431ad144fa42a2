import type { PaymentStatus } from '@jogakbo/payment-contract';

interface Words {
  /** How it stands, in a sentence. */
  readonly now: string;
  /** What has happened, in a few words. */
  readonly then: string;
}

const words: Readonly<Record<PaymentStatus, Words>> = {
  requested: { now: 'We are asking for it. This takes a moment.', then: 'Asked for' },
  'to be confirmed': { now: 'It waits for you: please confirm that you want to pay.', then: 'Your word asked for' },
  authorized: { now: 'Kept for you, not taken yet.', then: 'Kept for you' },
  declined: { now: 'Declined. Nothing was taken.', then: 'Declined' },
  voided: { now: 'Let go. Nothing was taken.', then: 'Let go' },
  captured: { now: 'Paid. Thank you.', then: 'Paid' },
  refunded: { now: 'Given back, all of it.', then: 'Given back' },
};

export const nowWords = (status: PaymentStatus): string => words[status].now;
export const thenWords = (status: PaymentStatus): string => words[status].then;
