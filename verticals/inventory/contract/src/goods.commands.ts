import { z } from 'zod';
import { GoodsLine, inventory, OrderId } from './stock.ts';

/** An order may have many lines, each a stock of its own. */
const verticals = { roles: ['vertical'], deadline: 10_000 } as const;

export const ReserveGoods = inventory.command(
  'ReserveGoods',
  'Reserves all pieces of an order, or none. Refused where too few are available.',
  { orderId: OrderId, lines: z.array(GoodsLine).min(1).max(50) },
  verticals,
);

export const SellGoods = inventory.command(
  'SellGoods',
  'Sells the pieces reserved for an order. Refused where the reservation is gone.',
  { orderId: OrderId },
  verticals,
);

export const ReleaseGoods = inventory.command(
  'ReleaseGoods',
  'Releases everything that an order has reserved or bought, for good.',
  { orderId: OrderId },
  verticals,
);

export const TakeBackGoods = inventory.command(
  'TakeBackGoods',
  'Takes back the pieces that an order had bought, and holds them for it.',
  { orderId: OrderId },
  verticals,
);

export const ShelveGoods = inventory.command(
  'ShelveGoods',
  'Makes returned pieces of an order available again. Does nothing where there are none.',
  { orderId: OrderId },
  verticals,
);
