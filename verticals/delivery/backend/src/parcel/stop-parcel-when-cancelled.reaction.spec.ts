import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { CancellationBegun, CancellationNoted } from '@jogakbo/checkout-contract';
import { OrderId, StopParcel } from '@jogakbo/delivery-contract';
import { stopParcelWhenCancelled } from './stop-parcel-when-cancelled.reaction.ts';

const orderId = OrderId.parse('order-7');

describe('An order that is cancelled', () => {
  const given = specification(stopParcelWhenCancelled);
  it('has its parcel stopped', () => given().when(CancellationBegun({ orderId })).then(StopParcel({ orderId })));
  it('has none as long as its checkout runs', () => given().when(CancellationNoted({ orderId })).thenNothing());
});
