import { z } from 'zod';
import { contract, id } from '@jogakbo/contract';
import { Sku } from '@jogakbo/assortment-contract';

export const delivery = contract('delivery');

/** The order whose parcel it is: checkout's. */
export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

/** What is in a parcel: so many pieces of one variant. */
export const ParcelLine = z.object({ sku: Sku, name: z.string().min(1), quantity: z.number().int().positive() });
export type ParcelLine = z.infer<typeof ParcelLine>;

/** Why a parcel goes no further, or comes back. */
export const Cause = z.enum(['cancellation', 'return']);
export type Cause = z.infer<typeof Cause>;

/** Where a parcel was whose money was to go back and could not. */
export const ResumedFrom = z.enum([...Cause.options, 'goodwill']);
export type ResumedFrom = z.infer<typeof ResumedFrom>;

/** What a parcel waits for until it is ready, in words for staff. */
export const Awaited = z.enum(['its payment', 'its packing', 'a place in its store']);
export type Awaited = z.infer<typeof Awaited>;
