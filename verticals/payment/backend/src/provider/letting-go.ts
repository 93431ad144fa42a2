import type { Charge } from '../payment/charge.ts';
import { idempotencyKey, type PaymentProvider } from './payment-provider.ts';

/**
 * The customer keeps the money of a charge, whatever has come of it at the provider: what was taken at the same moment goes back.
 *
 * @throws Error when the provider does neither: somebody has to look at it.
 */
export async function letGo(provider: PaymentProvider, charge: Charge): Promise<void> {
  const { orderId } = charge;
  if ((await provider.void(charge, idempotencyKey(orderId, 'void'))).outcome === 'done') return;
  const back = await provider.refund(charge, idempotencyKey(orderId, 'refund', 'void'));
  if (back.outcome === 'refused') throw new Error(`The money of ${orderId} is voided here and taken at the provider: ${back.reason}`);
}
