import { acts, place, type ActName } from './acts.ts';
import type { Company } from './company.ts';

/** How an order stands with those who have to do with it. */
export interface Standing {
  readonly order: string;
  readonly payment: string;
  readonly parcel: string;
  readonly goods: string;
}

export async function standingOf(company: Company, orderId: string): Promise<Standing> {
  const goods = await company.of('inventory').streamsOf('goods').stateOf(orderId);
  return {
    order: said(company.of('checkout').rowOf('customer-order', orderId)),
    payment: said(company.of('payment').rowOf('payment', orderId)),
    parcel: said(company.of('delivery').rowOf('parcel', orderId)),
    goods: goods.status,
  };
}
const said = (row: { readonly status: string; readonly reason: string | null } | null) =>
  row ? `${row.status}${row.reason === null ? '' : ` (${row.reason})`}` : 'none';

const cards = { sure: 'test-card', asks: 'test-card-to-confirm', declined: 'test-card-declined', keeps: 'test-card-not-refunded' };

/** An order that somebody has placed, and all that was done about it, each with what followed. */
const after =
  (card: keyof typeof cards, ...done: readonly ActName[]) =>
  async (company: Company, orderId: string) => {
    await place(company, orderId, cards[card]);
    await company.settle();
    for (const act of done) {
      const refusal = await acts[act](company, orderId);
      if (refusal !== undefined) throw new Error(`${act}: ${refusal}`);
      await company.settle();
    }
  };

/** As far as an event, and no further: what follows from it is still on its way. */
const until = (vertical: 'payment' | 'inventory', type: string) => async (company: Company, orderId: string) => {
  await place(company, orderId, cards.sure);
  const has = () => company.of(vertical).log.all.some(({ headers, subject }) => headers['ce-type'] === type && subject.endsWith(orderId));
  while (!has()) if (!(await company.deliver())) throw new Error(`${type} does not happen.`);
};

const packed = ['staff pack the parcel', 'staff expect the parcel in its store'] as const;
const handedOver = [...packed, 'staff hand it over'] as const;

/** Where an order may stand when somebody does something. */
export const states: Record<string, (company: Company, orderId: string) => Promise<void>> = {
  'just placed': (company, orderId) => place(company, orderId, cards.sure),
  'waiting for the customer to confirm': after('asks'),
  'money taken, not confirmed yet': until('payment', 'PaymentCaptured'),
  declined: after('declined'),
  'cancelled before it was paid': after('asks', 'the customer cancels'),
  'given up, since nobody confirmed': after('asks', 'the time to confirm is over'),
  confirmed: after('sure'),
  packed: after('sure', 'staff pack the parcel'),
  'ready for pickup': after('sure', ...packed),
  'handed over': after('sure', ...handedOver),
  'return asked for': after('sure', ...handedOver, 'the customer asks for a return'),
  'taken back': after('sure', ...handedOver, 'the customer asks for a return', 'staff take it back'),
  cancelled: after('sure', 'staff pack the parcel', 'the customer cancels'),
  'refunded by staff': after('sure', ...packed, 'staff refund'),
  'kept for nothing': after('sure', ...handedOver, 'staff let the customer keep it for nothing'),
  'confirmed, by a card that takes nothing back': after('keeps'),
  'ready, by a card that takes nothing back': after('keeps', ...packed),
  'handed over, by a card that takes nothing back': after('keeps', ...handedOver),
  'return asked for, by a card that takes nothing back': after('keeps', ...handedOver, 'the customer asks for a return'),
};
