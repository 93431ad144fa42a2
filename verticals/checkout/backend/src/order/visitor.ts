import { Key, type KeyDigest } from '@jogakbo/contract';
import { LatestOrderCookie, OrderId, VisitorCookie } from '@jogakbo/checkout-contract';
import { currentCall, digestOf, keyTo, newKey } from '@jogakbo/vertical';

/** The key to all orders of the visitor who waits for the present answer; what nobody could have been given is none. */
export const visitorsKey = (): Key | undefined => Key.safeParse(currentCall()?.cookies?.get(VisitorCookie)).data;

/** The order that this visitor has placed last, as the visitor says: it opens nothing. */
export const latestOrder = (): OrderId | undefined => OrderId.safeParse(currentCall()?.cookies?.get(LatestOrderCookie)).data;

/** Lets the visitor know this order as the last one. */
export const keepLatestOrder = (orderId: OrderId): void => currentCall()?.cookies?.set(LatestOrderCookie, orderId);

/** The visitor's key, or a first one, with which the visitor goes. */
export function visitorsKeyOrNew(): Key {
  const key = visitorsKey() ?? newKey();
  currentCall()?.cookies?.set(VisitorCookie, key);
  return key;
}

/** What an order keeps of the keys that open it: the visitor's to all, and the one to this order alone. */
export const digestsFor = (orderId: OrderId, visitorKey: Key): { visitorDigest: KeyDigest; keyDigest: KeyDigest } => ({
  visitorDigest: digestOf(visitorKey),
  keyDigest: digestOf(keyTo(orderId, visitorKey)),
});
