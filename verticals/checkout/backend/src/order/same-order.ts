import type { DataOf } from '@jogakbo/contract';
import type { OrderPlaced } from '@jogakbo/checkout-contract';

type Placed = DataOf<typeof OrderPlaced>;
type Pieces = readonly (readonly [sku: string, quantity: number])[];

/** What a customer says of an order, and what is in it. */
export interface Asked extends Pick<Placed, 'customer' | 'storeId' | 'paymentMethodId' | 'total'> {
  readonly pieces: Pieces;
}

export const piecesOf = (lines: Placed['lines']): Pieces => lines.map(({ sku, quantity }) => [sku, quantity]);

/** Whether the same is ordered, by the same person, in the same way; an empty basket says nothing, since an order has emptied it. */
export function isSame(placed: Placed, asked: Asked): boolean {
  const known = new Map(piecesOf(placed.lines));
  const isSameBasket = asked.pieces.length === known.size && asked.pieces.every(([sku, quantity]) => known.get(sku as never) === quantity);
  return (
    (isSameBasket || asked.pieces.length === 0) &&
    placed.customer.firstName === asked.customer.firstName &&
    placed.customer.lastName === asked.customer.lastName &&
    placed.storeId === asked.storeId &&
    placed.paymentMethodId === asked.paymentMethodId &&
    placed.total === asked.total
  );
}
