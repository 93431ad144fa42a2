import type { RefundGoodwill, RefundPayment } from '@jogakbo/payment-contract';
import { currentCall } from '@jogakbo/vertical';
import { idempotencyKey, type PaymentProvider } from '../provider/payment-provider.ts';
import { RecordRefusedRefund } from './answers.commands.ts';
import type { Payments } from './payments.ts';

/** Where money is given back. */
export interface Refunding {
  readonly payments: Payments;
  readonly provider: PaymentProvider;
}

/** Gives back what was taken, if the provider does; by which command says what becomes of the goods. */
export async function refund(
  { payments, provider }: Refunding,
  command: ReturnType<typeof RefundPayment> | ReturnType<typeof RefundGoodwill>,
): Promise<void> {
  const { orderId } = command.data;
  const { status, charge } = await payments.stateOf(orderId);
  if (status !== 'captured' || !charge) return;
  const answer = await provider.refund(charge, idempotencyKey(orderId, 'refund', currentCall()?.causationId));
  await payments.decide(answer.outcome === 'done' ? command : RecordRefusedRefund({ orderId, reason: answer.reason }));
}
