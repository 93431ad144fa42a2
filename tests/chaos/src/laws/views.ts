import type { ViewOf } from '@jogakbo/contract';
import { GetOffers, GetOrder, type OrderId } from '@jogakbo/checkout-contract';
import { GetTracking, type OrderId as ParcelOrderId } from '@jogakbo/delivery-contract';
import { ListStock } from '@jogakbo/inventory-contract';
import { GetBalances, GetReceipt, type OrderId as PaidOrderId } from '@jogakbo/payment-contract';
import type { Caller } from '../people/caller.ts';
import type { Window } from '../people/window.ts';

/** What the shop's views say of one order, to staff. */
export interface OrderViews {
  readonly order: ViewOf<typeof GetOrder>;
  readonly receipt: ViewOf<typeof GetReceipt>;
  readonly tracking: ViewOf<typeof GetTracking>;
}

/** What the shop's views say when it has come to rest. */
export interface Views {
  readonly stock: ViewOf<typeof ListStock>;
  /** By SKU: how many its offer says can be bought; nothing while it says that nobody knows. */
  readonly offers: ReadonlyMap<string, number | undefined>;
  readonly balances: ViewOf<typeof GetBalances>;
  readonly orders: ReadonlyMap<string, OrderViews>;
}

const AT_ONCE = 16;

/** Asks every view about all that it knows, as staff. */
export async function lookAtAll(staff: Caller, orderIds: Iterable<string>, products: Window['products']): Promise<Views> {
  const orders = new Map<string, OrderViews>();
  const waiting = [...orderIds].values();
  const look = async () => {
    for (const orderId of waiting) {
      const [order, receipt, tracking] = await Promise.all([
        staff.ask(GetOrder, { orderId: orderId as OrderId }),
        staff.ask(GetReceipt, { orderId: orderId as PaidOrderId }),
        staff.ask(GetTracking, { orderId: orderId as ParcelOrderId }),
      ]);
      orders.set(orderId, { order, receipt, tracking });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  const offers = await offersOf(staff, products);
  return { stock: await staff.ask(ListStock, {}), offers, balances: await staff.ask(GetBalances, {}), orders };
}

async function offersOf(staff: Caller, products: Window['products']): Promise<Views['offers']> {
  const all = await Promise.all(products.map((productId) => staff.ask(GetOffers, { productId })));
  return new Map(all.flatMap((offers) => offers?.variants ?? []).map(({ sku, available }) => [sku, available]));
}
