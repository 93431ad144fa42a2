import { z } from 'zod';
import { Count, inventory, Quantity, ReservationId, StockId } from './stock.ts';

const staff = { roles: ['staff'] } as const;
const verticals = { roles: ['vertical'] } as const;

export const ReceiveStock = inventory.command('ReceiveStock', 'Takes in pieces.', { stockId: StockId, quantity: Quantity }, staff);

export const CountStock = inventory.command(
  'CountStock',
  'Makes the books say what was counted, also where more is reserved than was found: then pieces are short.',
  { stockId: StockId, onHand: Count, reason: z.string().min(1).max(200) },
  staff,
);

export const ReserveStock = inventory.command(
  'ReserveStock',
  'Keeps pieces for somebody, all or none; refused where too few can be sold.',
  {
    stockId: StockId,
    reservationId: ReservationId,
    quantity: Quantity,
    /** When others may have them who ask; without it they are kept until they are sold or released. */
    until: z.iso.datetime().optional(),
  },
  verticals,
);

export const ReleaseStock = inventory.command(
  'ReleaseStock',
  'Lets go what is kept under a reservation; nothing where nothing is.',
  { stockId: StockId, reservationId: ReservationId },
  verticals,
);

export const SellStock = inventory.command(
  'SellStock',
  'Takes off the books what is kept under a reservation.',
  { stockId: StockId, reservationId: ReservationId },
  verticals,
);

export const ReturnStock = inventory.command(
  'ReturnStock',
  'Puts pieces that were sold back on the books, kept under the reservation that they were sold from.',
  { stockId: StockId, reservationId: ReservationId, quantity: Quantity },
  verticals,
);
