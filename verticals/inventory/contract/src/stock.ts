import { z } from 'zod';
import { contract, id } from '@jogakbo/contract';
import { Sku } from '@jogakbo/assortment-contract';

export const inventory = contract('inventory');

export const LocationId = id('LocationId');
export type LocationId = z.infer<typeof LocationId>;
/** Where what a feed states is, and from where all orders are served: what lies elsewhere is sold once it was brought here. */
export const central = LocationId.parse('central');

/** One variant at one location: `CL-01-GY@central`. */
export const StockId = z
  .string()
  .regex(/^[A-Za-z0-9][\w-]{0,63}@[A-Za-z0-9][\w-]{0,63}$/, { error: 'StockId: a SKU, @ and a location' })
  .brand<'StockId'>();
export type StockId = z.infer<typeof StockId>;

export const stockIdOf = (sku: Sku, locationId: LocationId): StockId => StockId.parse(`${sku}@${locationId}`);

export function partsOf(stockId: StockId): { sku: Sku; locationId: LocationId } {
  const [sku, locationId] = stockId.split('@');
  return { sku: Sku.parse(sku), locationId: LocationId.parse(locationId) };
}

export const ReservationId = id('ReservationId');
export type ReservationId = z.infer<typeof ReservationId>;

/** Pieces, of which there is at least one. */
export const Quantity = z.number().int().positive().max(1_000_000);
const MOST = 100_000_000;
/** Pieces, of which there may be none. */
export const Count = z.number().int().nonnegative().max(MOST);
/** Pieces that lie there by the books; below zero where more were sold than were there, and somebody is owed them. */
export const OnHand = z.number().int().min(-MOST).max(MOST);

interface Level {
  readonly locationId: LocationId;
  readonly onHand: number;
  readonly reserved: number;
}

/** How many pieces of a stock can be sold: what an offer may promise, and what a reservation gets. Nothing is said where none are sold from. */
export const availableOf = ({ locationId, onHand, reserved }: Level): number | undefined =>
  locationId === central ? Math.max(0, onHand - reserved) : undefined;

/** How many pieces more are kept for somebody, or owed, than lie there. */
export const shortOf = ({ onHand, reserved }: Pick<Level, 'onHand' | 'reserved'>): number => Math.max(0, reserved - onHand);

/** The order that something is for: checkout's. */
export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

/** So many pieces of one variant. */
export const GoodsLine = z.object({ sku: Sku, quantity: Quantity });
export type GoodsLine = z.infer<typeof GoodsLine>;
