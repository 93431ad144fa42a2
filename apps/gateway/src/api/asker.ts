import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cookieHeader, problem, ProblemError, subjects } from '@jogakbo/contract';
import { inCall, remaining, Requests, type Answered, type Call } from '@jogakbo/service';
import { askedSeconds } from '../metrics.ts';
import { Protections } from '../protection/protections.ts';
import { Offers, type Offer } from './offers.ts';

/** A caller's own name for one attempt to change something, handed on to the vertical. */
const IDEMPOTENCY_HEADER = 'idempotency-key';

/** Asks a vertical on a caller's behalf: protected, measured, within the caller's deadline. */
@Injectable()
export class Asker {
  constructor(
    private readonly requests: Requests,
    private readonly protections: Protections,
    private readonly offers: Offers,
  ) {}

  /**
   * One question to the release that offers the message, with those of the visitor's cookies that the message names.
   *
   * @remarks The data is checked by its owner, at its edge: the schema is announced for callers, not enforced twice. Of
   * failures only those count against the release that had at least half of the time it asked for.
   */
  async ask(offer: Offer, data: unknown, call: Call, { headers: received }: Pick<FastifyRequest, 'headers'>): Promise<Answered> {
    const { vertical, version, message } = offer;
    const headers = { ...idempotencyHeader(received), ...cookieHeader(message.cookies, received.cookie) };
    const end = askedSeconds.startTimer({ vertical, message: message.type });
    const isInHurry = () => remaining(call) < message.deadline / 2;
    const work = () =>
      inCall(call, () => this.requests.answer(subjects.request(vertical, version, message.type), data, message.deadline, headers));
    try {
      const answer = await this.protections.of(vertical, version).guarding(work, isInHurry);
      end({ outcome: 'ok' });
      return answer;
    } catch (error) {
      const told = this.offers.gone(offer, error);
      end({ outcome: told instanceof ProblemError ? told.problem.type : 'internal' });
      throw told;
    }
  }
}

function idempotencyHeader(received: FastifyRequest['headers']): Record<string, string> {
  const key = received[IDEMPOTENCY_HEADER];
  if (typeof key !== 'string' || key === '') return {};
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new ProblemError(problem('invalid-message', `${IDEMPOTENCY_HEADER}: 1 to 128 visible characters.`));
  return { [IDEMPOTENCY_HEADER]: key };
}
