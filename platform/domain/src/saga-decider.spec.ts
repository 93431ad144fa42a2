import { expect, it } from 'vitest';
import { decided, evolved, isRejection } from './decider.ts';
import { checkout, OrderPlaced, PaymentDeclined, StockReserved } from './fixture/ordering.ts';
import { sagaProcess } from './saga-decider.ts';

const orderId = 'o-1';

it('An undoing that nobody confirms is asked for less and less often', () => {
  const { decider, hear, passDeadline, dueAt } = sagaProcess(checkout, 'ordering');
  let state = decider.initialState();
  let now = new Date(0);
  const take = (command: ReturnType<typeof passDeadline>) => {
    const events = decided(decider, command, state, { now });
    if (!isRejection(events)) state = evolved(decider, events, state);
  };
  for (const event of [OrderPlaced({ orderId, skus: ['red'], total: 60 }), StockReserved({ orderId, reservationId: 'r-1' })])
    take(hear(event));
  take(hear(PaymentDeclined({ orderId, reason: 'no funds' })));
  const pauses = Array.from({ length: 5 }, () => {
    const due = new Date(dueAt(state)!);
    const pause = due.getTime() - now.getTime();
    now = due;
    take(passDeadline(orderId));
    return pause;
  });
  const [first] = pauses as [number];
  expect(pauses).toEqual([1, 2, 4, 8, 16].map((times) => times * first));
});
