import { Key, type KeyDigest } from '@jogakbo/contract';
import { LatestOrderCookie, OrderId, VisitorCookie } from '@jogakbo/checkout-contract';
import { currentCall, digestOf, keyTo, newKey } from '@jogakbo/service';

/** The key to all orders of the visitor who waits for the present answer; what nobody could have been given is none. */
export const visitorsKey = (): Key | undefined => Key.safeParse(currentCall()?.cookies?.get(VisitorCookie)).data;

/** The order that this visitor has placed last, as the visitor says: it opens nothing. */
export const latestOrder = (): OrderId | undefined => OrderId.safeParse(currentCall()?.cookies?.get(LatestOrderCookie)).data;

/** Lets the visitor go with the key to this order, and to all before it. */
export function keepOrder(orderId: OrderId, visitorKey: Key): void {
  currentCall()?.cookies?.set(VisitorCookie, visitorKey);
  currentCall()?.cookies?.set(LatestOrderCookie, orderId);
}

/** The visitor's key, or the first one. */
export const visitorsKeyOrNew = (): Key => visitorsKey() ?? newKey();

/** What an order keeps of the keys that open it: the visitor's to all, and the one to this order alone. */
export const digestsFor = (orderId: OrderId, visitorKey: Key): { visitorDigest: KeyDigest; keyDigest: KeyDigest } => ({
  visitorDigest: digestOf(visitorKey),
  keyDigest: digestOf(keyTo(orderId, visitorKey)),
});
