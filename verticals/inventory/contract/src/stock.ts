import { z } from 'zod';
import { contract, id } from '@jogakbo/contract';
import { Sku } from '@jogakbo/assortment-contract';

export const inventory = contract('inventory');

export const LocationId = id('LocationId');
export type LocationId = z.infer<typeof LocationId>;
/** Where what a feed states is. */
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
/** Pieces, of which there may be none. */
export const Count = z.number().int().nonnegative().max(100_000_000);

/** The order that something is for: checkout's. */
export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

/** So many pieces of one variant. */
export const GoodsLine = z.object({ sku: Sku, quantity: Quantity });
export type GoodsLine = z.infer<typeof GoodsLine>;
