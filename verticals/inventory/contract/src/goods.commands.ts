import { z } from 'zod';
import { GoodsLine, inventory, OrderId } from './stock.ts';

/** An order may have many lines, each a stock of its own. */
const verticals = { roles: ['vertical'], deadline: 10_000 } as const;

export const ReserveGoods = inventory.command(
  'ReserveGoods',
  'Keeps all pieces of an order for it, or none; refused where too few can be sold.',
  { orderId: OrderId, lines: z.array(GoodsLine).min(1).max(50) },
  verticals,
);

export const SellGoods = inventory.command(
  'SellGoods',
  'Takes off the books what is kept for an order; refused where it is kept no more.',
  { orderId: OrderId },
  verticals,
);

export const ReleaseGoods = inventory.command(
  'ReleaseGoods',
  'Gives up whatever an order has here, reserved or sold; it gets nothing later either.',
  { orderId: OrderId },
  verticals,
);

export const TakeBackGoods = inventory.command(
  'TakeBackGoods',
  'Puts what an order had bought back on the books, kept for it.',
  { orderId: OrderId },
  verticals,
);

export const ShelveGoods = inventory.command(
  'ShelveGoods',
  'Lets what was taken back from an order be sold to others; nothing where nothing was.',
  { orderId: OrderId },
  verticals,
);
