import type { DataOf } from '@jogakbo/contract';
import { CapturePayment } from '@jogakbo/payment-contract';
import { CommandHandler, currentCall } from '@jogakbo/vertical';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, PaymentProvider } from '../provider/payment-provider.ts';
import type { Charge } from './charge.ts';
import { Payments, refused } from './payments.ts';

@CommandHandler(CapturePayment)
export class CapturePaymentHandler {
  constructor(
    private readonly payments: Payments,
    private readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId }: DataOf<typeof CapturePayment>): Promise<null> {
    const { status, charge } = await this.payments.stateOf(orderId);
    const taken = status === 'authorized' ? charge : undefined;
    if (taken) await this.take(taken);
    const rejection = await this.payments.attempt(CapturePayment({ orderId }));
    if (!rejection) return null;
    // The payment was given up while the provider was asked.
    if (taken) await letGo(this.provider, taken);
    throw refused(rejection.reason);
  }

  private async take(charge: Charge) {
    const key = idempotencyKey(charge.orderId, 'capture', currentCall()?.causationId);
    const answer = await this.provider.capture(charge, key);
    if (answer.outcome === 'refused') throw refused(`CaptureIsRefused: ${answer.reason}`);
  }
}
