import type { ViewOf } from '@jogakbo/contract';
import { ListPaymentMethods } from '@jogakbo/payment-contract';
import { QueryHandler } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';

@QueryHandler(ListPaymentMethods)
export class ListPaymentMethodsHandler {
  constructor(private readonly provider: PaymentProvider) {}

  async answer(): Promise<ViewOf<typeof ListPaymentMethods>> {
    return [...(await this.provider.methods())];
  }
}
