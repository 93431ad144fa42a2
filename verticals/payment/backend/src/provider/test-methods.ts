import { PaymentMethodId, type PaymentMethod } from '@jogakbo/payment-contract';

/** What comes of a card at the test provider. */
export interface TestMethod extends PaymentMethod {
  readonly answer: 'authorized' | 'to be confirmed' | 'declined';
  /** Milliseconds until it answers the first time that it is asked. */
  readonly answersAfter?: number;
  /** Whether the connection breaks then instead: the answer is had by asking again. */
  readonly isSilentAtFirst?: boolean;
  readonly refusesRefunds?: boolean;
}

const method = (id: string, name: string, hint: string, comes: Omit<TestMethod, keyof PaymentMethod>): TestMethod => ({
  ...{ methodId: PaymentMethodId.parse(id), name, hint },
  ...comes,
});

/** Every way in which a payment may go, as a card that a customer can choose. */
export const testMethods: readonly TestMethod[] = [
  method('test-card', 'Test card', 'Is accepted at once. No real money moves.', { answer: 'authorized' }),
  method('test-card-to-confirm', 'Test card that asks you first', 'Waits until you confirm the payment on your order’s page.', {
    answer: 'to be confirmed',
  }),
  method('test-card-declined', 'Test card that is declined', 'Has no funds: the order comes to nothing.', { answer: 'declined' }),
  method('test-card-late', 'Test card that takes its time', 'Is accepted after some seconds.', {
    answer: 'authorized',
    answersAfter: 4000,
  }),
  method('test-card-silent', 'Test card on a bad line', 'Does not answer at first. We ask again, and you pay once.', {
    ...{ answer: 'authorized', answersAfter: 2000, isSilentAtFirst: true },
  }),
  method('test-card-not-refunded', 'Test card without refunds', 'Is accepted at once, and takes no money back.', {
    ...{ answer: 'authorized', refusesRefunds: true },
  }),
];
