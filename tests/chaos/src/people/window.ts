import { ListProducts, ListStores } from '@jogakbo/explore-contract';
import type { ProductId, StoreId } from '@jogakbo/assortment-contract';
import { ListPaymentMethods, type PaymentMethodId } from '@jogakbo/payment-contract';
import type { Caller } from './caller.ts';

/** What everybody sees of a shop before they buy. */
export interface Window {
  readonly products: readonly ProductId[];
  readonly stores: readonly StoreId[];
  /** The one that is taken unless another is chosen comes first. */
  readonly methods: readonly PaymentMethodId[];
}

export async function lookInto(caller: Caller): Promise<Window> {
  const [listed, stores, methods] = await Promise.all([
    caller.ask(ListProducts, {}),
    caller.ask(ListStores, {}),
    caller.ask(ListPaymentMethods, {}),
  ]);
  return {
    products: (listed?.products ?? []).map(({ productId }) => productId),
    stores: stores.map(({ storeId }) => storeId),
    methods: methods.map(({ methodId }) => methodId),
  };
}
