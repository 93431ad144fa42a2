import { z } from 'zod';
import { contract, personal } from '@jogakbo/contract';
import { decider, projection, saga, table } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

/** A hotel that knows its guests by name, until they are forgotten. */
const hotel = contract('hotel');
const guest = hotel.aggregate('guest', 'guestId');
const guestId = z.string();
const Guest = z.object({ name: personal(z.string().max(40)), room: z.number().int() });
const known = { guestId, name: personal(z.string()).nullable(), room: z.number().int() };

const GuestArrived = guest.event('GuestArrived', 'A guest is there.', known);
export const GuestForgotten = guest.event('GuestForgotten', 'Who the guest was is not known any more.', { guestId }, { forgets: true });
export const ReceiveGuest = hotel.command('ReceiveGuest', 'Takes a guest in, as often as one comes.', { guestId, ...Guest.shape });
export const ForgetGuest = hotel.command('ForgetGuest', 'Forgets a guest.', { guestId });
const GreetGuest = hotel.command('GreetGuest', 'Greets a guest.', { guestId, said: z.unknown() });
const GuestGreeted = guest.event('GuestGreeted', 'A guest was greeted.', { guestId, said: z.unknown() });

/** Everything that a state could keep of its events. */
export const guestDecider = decider('guest', {
  initialState: (): { readonly heard: readonly unknown[] } => ({ heard: [] }),
  commands: { ReceiveGuest, ForgetGuest, GreetGuest },
  events: { GuestArrived, GuestForgotten, GuestGreeted },
  decide: {
    ReceiveGuest: (arriving) => GuestArrived(arriving),
    ForgetGuest: ({ guestId }) => GuestForgotten({ guestId }),
    GreetGuest: (greeting) => GuestGreeted(greeting),
  },
  evolve: {
    GuestArrived: ({ heard }, event) => ({ heard: [...heard, event] }),
    GuestForgotten: ({ heard }, event) => ({ heard: [...heard, event] }),
    GuestGreeted: ({ heard }, event) => ({ heard: [...heard, event] }),
  },
  snapshot: { version: 1, every: 1 },
});

/** Guests whom a rule has a bug about, until somebody mends it. */
export const bugs = new Set<string>();
/** A name that the fold takes and the table doesn't. */
export const REFUSED = 'Quirinus Refusedson';

const guestBook = projection('guest-book', {
  into: table<{ readonly guestId: string; readonly name: string | null; readonly times: number }>('guest', 'guestId'),
  from: { GuestArrived, GuestForgotten },
  on: {
    GuestArrived: ({ guestId, name }, row) => {
      if (bugs.has(guestId)) throw new Error(`${name} is no guest of ours`);
      return { guestId, name, times: (row?.times ?? 0) + 1 };
    },
    GuestForgotten: (_, row) => row && { ...row, name: null },
  },
});
export const guestTable = `create table guest (guest_id text primary key, name text check (name <> '${REFUSED}'), times integer not null)`;

/** It hears all that there is to hear of a guest, and says all of it. */
const welcome = saga('welcome', { by: 'guestId' })
  .startedBy('guest', GuestArrived)
  .step('greeting', {
    send: GreetGuest.from(({ guest }) => ({ guestId: guest.guestId, said: guest })),
    succeeds: GuestGreeted,
    within: '1 minute',
  })
  .completed(GreetGuest.from(({ guest }) => ({ guestId: guest.guestId, said: 'bye' })))
  .failed(GreetGuest.from(({ guest }) => ({ guestId: guest.guestId, said: 'sorry' })));

export const HotelModule = Vertical.of({
  name: 'hotel',
  contract: { GuestArrived, GuestForgotten, GuestGreeted, ReceiveGuest, ForgetGuest, GreetGuest },
  deciders: [guestDecider],
  projections: [guestBook],
  sagas: [welcome],
});

/** Another vertical that keeps what it hears of guests. */
const heardOf = projection('heard-of', {
  into: table<{ readonly guestId: string; readonly said: unknown }>('heard_of', 'guestId'),
  from: { GuestArrived },
  on: { GuestArrived: (said) => ({ guestId: said.guestId, said }) },
});
export const heardOfTable = 'create table heard_of (guest_id text primary key, said jsonb not null)';
export const KitchenModule = Vertical.of({ name: 'kitchen', contract: {}, projections: [heardOf] });
