import { Inject, Injectable } from '@nestjs/common';
import type { PaymentMethod } from '@jogakbo/payment-contract';
import { machine } from '@jogakbo/vertical';
import type { Answer, AuthorizationAnswer, Charge } from '../payment/charge.ts';
import { PaymentProvider, ProviderIsSilent } from './payment-provider.ts';
import { referenceOf, TestCharges, type Effect, type KnownCharge, type TestStatus } from './test-charges.ts';
import { testMethods, type TestMethod } from './test-methods.ts';

const done: Answer = { outcome: 'done' };
const refused = (reason: string): Answer => ({ outcome: 'refused', reason });
const declined = (reason: string): AuthorizationAnswer => ({ outcome: 'declined', reason });

const statusAfter = { authorized: 'held', 'to be confirmed': 'unconfirmed', declined: 'declined' } as const;

/**
 * A payment provider that moves no money and behaves like one that does: it keeps charges of its own, knows idempotency keys, and has
 * a card for each way in which a payment may go.
 */
@Injectable()
export class TestProvider extends PaymentProvider {
  constructor(@Inject(TestCharges) private readonly charges: Pick<TestCharges, 'find' | 'once'>) {
    super();
  }

  async methods(): Promise<PaymentMethod[]> {
    return testMethods.map(({ methodId, name, hint }) => ({ methodId, name, hint }));
  }

  async authorize(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer> {
    const method = testMethods.find(({ methodId }) => methodId === charge.methodId);
    if (!method) return declined('This way to pay is not known.');
    const { answer, isRepeat } = await this.charges.once(charge, idempotencyKey, (known): Effect<AuthorizationAnswer> => {
      if (known) return { answer: declined('This order was given up.') };
      return { status: statusAfter[method.answer], answer: answerOf(method, charge) };
    });
    // The charge stands by now: what the caller does not hear, it hears when it asks again.
    if (!isRepeat) await answerLate(method);
    return answer;
  }

  async standing(charge: Charge): Promise<AuthorizationAnswer> {
    return standingOf(await this.charges.find(charge));
  }

  async close(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer> {
    const { answer } = await this.charges.once(charge, idempotencyKey, (known): Effect<AuthorizationAnswer> => {
      if (known && known.status !== 'unconfirmed') return { answer: standingOf(known) };
      return { status: 'voided', answer: declined('It was not confirmed in time.') };
    });
    return answer;
  }

  async confirm(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer> {
    const { answer } = await this.charges.once(charge, idempotencyKey, (known): Effect<AuthorizationAnswer> => {
      if (known?.status !== 'unconfirmed' && known?.status !== 'held') return { answer: declined('There is nothing to confirm.') };
      return { status: 'held', answer: { outcome: 'authorized', reference: known.reference } };
    });
    return answer;
  }

  async void(charge: Charge, idempotencyKey: string): Promise<Answer> {
    return this.settle(charge, idempotencyKey, (status) => {
      if (status === 'captured') return { answer: refused('The money is taken already.') };
      // Also where nothing is known of it: what arrives late must find it given up.
      return status === 'refunded' ? { answer: done } : { status: 'voided', answer: done };
    });
  }

  async capture(charge: Charge, idempotencyKey: string): Promise<Answer> {
    return this.settle(charge, idempotencyKey, (status) =>
      status === 'held' || status === 'captured' ? { status: 'captured', answer: done } : { answer: refused('Nothing is kept.') },
    );
  }

  async refund(charge: Charge, idempotencyKey: string): Promise<Answer> {
    const method = testMethods.find(({ methodId }) => methodId === charge.methodId);
    return this.settle(charge, idempotencyKey, (status) => {
      if (status === 'refunded') return { answer: done };
      if (status !== 'captured') return { answer: refused('Nothing was taken.') };
      if (method?.refusesRefunds) return { answer: refused('This card takes no money back.') };
      return { status: 'refunded', answer: done };
    });
  }

  private async settle(charge: Charge, key: string, effect: (status: TestStatus | undefined) => Effect<Answer>): Promise<Answer> {
    const { answer } = await this.charges.once(charge, key, (known) => effect(known?.status));
    return answer;
  }
}

function standingOf(known: KnownCharge | undefined): AuthorizationAnswer {
  if (!known || known.status === 'declined' || known.status === 'voided') return declined('Nothing is kept for this order.');
  return { outcome: known.status === 'unconfirmed' ? 'to be confirmed' : 'authorized', reference: known.reference };
}

const answerOf = ({ answer }: TestMethod, charge: Charge): AuthorizationAnswer =>
  answer === 'declined' ? declined('The card was declined: it has no funds.') : { outcome: answer, reference: referenceOf(charge) };

async function answerLate({ answersAfter = 0, isSilentAtFirst = false }: TestMethod): Promise<void> {
  if (answersAfter > 0) await machine.pause(answersAfter);
  if (isSilentAtFirst) throw new ProviderIsSilent();
}
