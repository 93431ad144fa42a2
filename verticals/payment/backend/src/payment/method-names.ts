import { Injectable } from '@nestjs/common';
import type { PaymentMethodId } from '@jogakbo/payment-contract';
import { PaymentProvider } from '../provider/payment-provider.ts';

/** What customers call the ways to pay; one that is offered no more is called by its id. */
@Injectable()
export class MethodNames {
  constructor(private readonly provider: PaymentProvider) {}

  async read(): Promise<(methodId: PaymentMethodId) => string> {
    const names = new Map((await this.provider.methods()).map(({ methodId, name }) => [methodId, name]));
    return (methodId) => names.get(methodId) ?? methodId;
  }
}
