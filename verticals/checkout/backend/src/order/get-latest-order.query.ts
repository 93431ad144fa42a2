import type { ViewOf } from '@jogakbo/contract';
import { GetLatestOrder } from '@jogakbo/checkout-contract';
import { QueryHandler } from '@jogakbo/vertical';
import { latestOrder } from './visitor.ts';

@QueryHandler(GetLatestOrder)
export class GetLatestOrderHandler {
  answer(): ViewOf<typeof GetLatestOrder> {
    const orderId = latestOrder();
    return orderId ? { orderId } : null;
  }
}
