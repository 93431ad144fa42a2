import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cookieHeader, headerNames, problem, ProblemError, subjects } from '@jogakbo/contract';
import { inCall, remaining, Requests, type Answered, type Call } from '@jogakbo/service';
import { askedSeconds } from '../metrics.ts';
import { Credentials } from '../access/credentials.ts';
import { othersCookies } from '../access/session.ts';
import { Protections } from '../protection/protections.ts';
import { Offers, type Offer } from './offers.ts';

/** A caller's own name for what it wants done once, however often it asks. */
const IDEMPOTENCY_HEADER = 'idempotency-key';

/** Whom a request is of: its headers, who has signed in, and what the browser keeps for the vertical. */
interface Visitor {
  readonly received: FastifyRequest['headers'];
  readonly sub: string | undefined;
  readonly cookies: Record<string, string>;
}

/** Asks a vertical on a caller's behalf: protected, measured, within the caller's deadline. */
@Injectable()
export class Asker {
  constructor(
    private readonly requests: Requests,
    private readonly protections: Protections,
    private readonly offers: Offers,
    private readonly credentials: Credentials,
  ) {}

  /**
   * One question to the release that offers the message, with those of the visitor's cookies that the message names.
   *
   * @remarks The data is checked by its owner, at its edge: the schema is announced for callers, not enforced twice. Of
   * failures only those count against the release that had at least half of the time it asked for.
   */
  async ask(offer: Offer, data: unknown, call: Call, request: Pick<FastifyRequest, 'headers'>): Promise<Answered> {
    const { vertical, version, message } = offer;
    const { sub } = await this.credentials.callerOf(request);
    const cookies = cookieHeader(message.cookies, othersCookies(request.headers.cookie));
    const headers = { ...commandIdHeader(offer, data, { received: request.headers, sub, cookies }), ...cookies };
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

/** The same caller who asks for the same under the same name sends the same command again: by its id its owner knows what came of it. */
function commandIdHeader({ vertical, message }: Offer, data: unknown, { received, sub, cookies }: Visitor): Record<string, string> {
  const key = received[IDEMPOTENCY_HEADER];
  if (message.kind !== 'command' || typeof key !== 'string' || key === '') return {};
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new ProblemError(problem('invalid-message', `${IDEMPOTENCY_HEADER}: 1 to 128 visible characters.`));
  const named = JSON.stringify([vertical, message.type, key, data, [received.authorization, sub, cookies]]);
  return { [headerNames.id]: createHash('sha256').update(named).digest('base64url') };
}
