import { describe, it } from 'vitest';
import { specification, timedOut } from '@jogakbo/domain/specification';
import { ConfirmationEnded, ConfirmationRequested, EndConfirmation, OrderId } from '@jogakbo/payment-contract';
import { confirmation } from './confirmation.gathering.ts';

const given = specification(confirmation);
const orderId = OrderId.parse('o-1');
const asked = ConfirmationRequested({ orderId });

describe('A payment that waits for its customer', () => {
  it('is ended when nobody has said anything in time: the provider is asked what came of it', () =>
    given(asked).when(timedOut()).then(EndConfirmation({ orderId })));
  it('is waited for no more when it is known what came of it', () => given(asked).when(ConfirmationEnded({ orderId })).thenNothing());
});
