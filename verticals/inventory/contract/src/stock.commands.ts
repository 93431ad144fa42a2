import { z } from 'zod';
import { Count, inventory, Quantity, ReservationId, StockId } from './stock.ts';

const staff = { roles: ['staff'] } as const;
const verticals = { roles: ['vertical'] } as const;

export const ReceiveStock = inventory.command(
  'ReceiveStock',
  'Receives pieces into stock.',
  { stockId: StockId, quantity: Quantity },
  staff,
);

export const CountStock = inventory.command(
  'CountStock',
  'Corrects the stock to what was counted, even below what is reserved: then pieces are short.',
  { stockId: StockId, onHand: Count, reason: z.string().min(1).max(200) },
  staff,
);

export const ReserveStock = inventory.command(
  'ReserveStock',
  'Reserves pieces, all or none. Refused where too few are available.',
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
  'Releases a reservation. Does nothing where there is none.',
  { stockId: StockId, reservationId: ReservationId },
  verticals,
);

export const SellStock = inventory.command(
  'SellStock',
  'Sells the pieces of a reservation.',
  { stockId: StockId, reservationId: ReservationId },
  verticals,
);

export const ReturnStock = inventory.command(
  'ReturnStock',
  'Takes sold pieces back, held under their former reservation.',
  { stockId: StockId, reservationId: ReservationId, quantity: Quantity },
  verticals,
);
