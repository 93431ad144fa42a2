import { z } from 'zod';
import { OrderId, payment } from '@jogakbo/payment-contract';
import { AuthorizationAnswer } from './charge.ts';

// What a provider has answered, and what staff have asked for, is recorded by this vertical's own handlers: the contract does not promise it to anybody.

export const RecordAnswer = payment.command('RecordAnswer', 'The provider has said whether it keeps the money.', {
  orderId: OrderId,
  answer: AuthorizationAnswer,
});

export const RequestRefund = payment.command('RequestRefund', 'Staff want the money to go back.', { orderId: OrderId });

export const RecordRefusedRefund = payment.command('RecordRefusedRefund', 'The provider does not take the money back.', {
  orderId: OrderId,
  reason: z.string().min(1).max(200),
});
