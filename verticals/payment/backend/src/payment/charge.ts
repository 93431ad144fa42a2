import { z } from 'zod';
import type { Money } from '@jogakbo/contract';
import { PayingAddress, type OrderId, type PaymentMethodId } from '@jogakbo/payment-contract';

/** What an order is to be paid with, in the words that a provider is told. */
export interface Charge extends Readonly<Money> {
  readonly orderId: OrderId;
  readonly methodId: PaymentMethodId;
  /** What the provider calls it; absent while it has not answered, or where it has no name of its own for it. */
  readonly reference?: string;
}

const reference = z.string().min(1).max(200).optional();
const reason = z.string().min(1).max(200);

/** What a provider may say when it is asked to keep money. */
export const AuthorizationAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('authorized'), reference }),
  z.object({ outcome: z.literal('to be confirmed'), reference, confirmAt: PayingAddress.optional() }),
  z.object({ outcome: z.literal('declined'), reason }),
]);
export type AuthorizationAnswer = z.infer<typeof AuthorizationAnswer>;

/** What a provider may say when it is asked for anything else: that it is so, or that it will not be. */
export type Answer = { readonly outcome: 'done' } | { readonly outcome: 'refused'; readonly reason: string };
