import { writeMoney, type DataOf } from '@jogakbo/contract';
import type { OrderPlaced } from '@jogakbo/checkout-contract';

type Placed = DataOf<typeof OrderPlaced>;
type Pieces = readonly (readonly [sku: string, quantity: number])[];

/** What a customer says of an order, and what is in it. Not who it is: an order does not know that of itself. */
export interface Asked extends Pick<Placed, 'storeId' | 'paymentMethodId'> {
  readonly pieces: Pieces;
  /** What it is to cost, as `writeMoney` writes it. */
  readonly agreed: string;
}

export const agreedOf = ({ total, currency }: Pick<Placed, 'total' | 'currency'>): string => writeMoney({ amount: total, currency });
export const piecesOf = (lines: Placed['lines']): Pieces => lines.map(({ sku, quantity }) => [sku, quantity]);

/** Whether the same is ordered in the same way; an empty basket says nothing, since an order has emptied it. */
export function isSame(placed: Placed, asked: Asked): boolean {
  const known = new Map(piecesOf(placed.lines));
  const isSameBasket = asked.pieces.length === known.size && asked.pieces.every(([sku, quantity]) => known.get(sku as never) === quantity);
  return (
    (isSameBasket || asked.pieces.length === 0) &&
    placed.storeId === asked.storeId &&
    placed.paymentMethodId === asked.paymentMethodId &&
    agreedOf(placed) === asked.agreed
  );
}
