import type { Order, OrderStatus, OrderStep } from '@jogakbo/checkout-contract';
import { reasonSaid } from '../order/reason-said.ts';

type Sentences = Partial<Record<OrderStep, string>>;

const WAITING = 'We are getting everything together.';
const CANCELLING = 'It is being cancelled. We are taking everything back.';
/** What an order waits for, by the newest step that says so. */
const whilePlaced: Sentences = {
  placed: WAITING,
  'confirmation requested': 'Your payment waits for you: please confirm it.',
  'payment authorized': WAITING,
  'cancellation requested': CANCELLING,
};
const whileConfirmed: Sentences = {
  confirmed: 'It is yours, and paid. We are packing it.',
  'ready for pickup': 'It is ready: you can pick it up.',
  'handed over': 'It is with you. Enjoy it in the field!',
  'return requested': 'You want to give it back: bring it to its store, and your money goes back to you.',
  'cancellation requested': CANCELLING,
  'cancellation refused': 'It could not be cancelled any more, so it stays yours.',
  'return refused': 'It could not be returned, so it stays yours.',
};

const reasonOf = ({ reason }: Order) => (reason === undefined ? [] : [reasonSaid(reason)]);

function newestOf({ steps }: Order, sentences: Sentences): OrderStep | undefined {
  return steps.findLast(({ step }) => sentences[step])?.step;
}

function confirmedStatusOf(order: Order): string[] {
  const newest = newestOf(order, whileConfirmed) ?? 'confirmed';
  const isNo = newest === 'cancellation refused' || newest === 'return refused';
  return [whileConfirmed[newest]!, ...(isNo ? reasonOf(order) : [])];
}

/** What an order that was not to be had leaves behind: nothing at its customer's cost. */
function givenBack({ steps }: Order): string[] {
  const has = (step: OrderStep) => steps.some((each) => each.step === step);
  const money = () => {
    if (has('money given back')) return 'Your money has gone back to you.';
    if (has('payment voided')) return 'No money was taken: what was kept for it is let go.';
    return has('payment authorized') ? 'The money that is kept for it is being let go.' : 'No money was taken.';
  };
  return [money(), ...(has('stock given back') ? ['The pieces are back on the shelf.'] : [])];
}

const statuses: Record<OrderStatus, (order: Order) => string[]> = {
  placed: (order) => [whilePlaced[newestOf(order, whilePlaced) ?? 'placed']!],
  confirmed: confirmedStatusOf,
  rejected: (order) => ['We could not fulfil your order.', ...reasonOf(order), ...givenBack(order)],
  cancelled: () => ['It is cancelled: the pieces are back on the shelf, and your money has gone back to you.'],
  returned: ({ steps }) =>
    steps.some(({ step }) => step === 'return requested')
      ? ['You have given it back, and your money has gone back to you.']
      : ['Your money has gone back to you.'],
  refunded: () => ['Your money has gone back to you, and you keep what you have.'],
};

/** How an order stands, in plain words. */
export const statusOf = (order: Order): string => statuses[order.status](order).join(' ');
