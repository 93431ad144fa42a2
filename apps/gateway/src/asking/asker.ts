import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cookieHeader, headerNames, subjects } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';
import { inCall, remaining, Requests, type Answered, type Call } from '@jogakbo/runtime';
import { askedSeconds } from '../metrics.ts';
import { Credentials } from '../access/credentials.ts';
import { othersCookies } from '../http/own-cookies.ts';
import { Protections } from '../protection/protections.ts';
import type { Shown } from '../shares/client.ts';
import { kindOf, Shares } from '../shares/shares.ts';
import { Offers, type Offer } from './offers.ts';
import { SeenPositions } from './seen-positions.ts';

/** A caller's own name for what it wants done once, however often it asks. */
const IDEMPOTENCY_HEADER = 'idempotency-key';

/** Whom a request is of: its headers, and who has signed in. What a browser keeps says no more of it to anybody but its owner. */
interface Caller {
  readonly received: FastifyRequest['headers'];
  readonly sub: string | undefined;
}

/** Asks a vertical on a caller's behalf: protected, measured, within the caller's share and deadline. */
@Injectable()
export class Asker {
  constructor(
    private readonly requests: Requests,
    private readonly protections: Protections,
    private readonly offers: Offers,
    private readonly credentials: Credentials,
    private readonly shares: Shares,
    private readonly seen: SeenPositions,
  ) {}

  /**
   * One question to the release that offers the message, with those of the visitor's cookies that the message names.
   *
   * @remarks The data is checked by its owner, at its edge: the schema is announced for callers, not enforced twice. Of
   * failures only those count against the release that had at least half of the time it asked for.
   */
  async ask(offer: Offer, data: unknown, call: Call, request: Shown): Promise<Answered> {
    return this.shares.within(kindOf(offer.message), request, () => this.askOwner(offer, data, call, request));
  }

  private async askOwner(offer: Offer, data: unknown, call: Call, request: Shown): Promise<Answered> {
    const { vertical, version, message } = offer;
    const protection = this.protections.of(vertical, version);
    const { sub } = await this.credentials.callerOf(request);
    const cookies = cookieHeader(message.cookies, othersCookies(request.headers.cookie));
    const client = message.isScarce && (await this.shares.fingerprintOf(request));
    const headers = {
      ...nameHeader(offer, { received: request.headers, sub }),
      ...cookies,
      ...(client && { [headerNames.client]: client }),
    };
    const end = askedSeconds.startTimer({ vertical, message: message.type });
    const isInHurry = () => remaining(call) < message.deadline / 2;
    const work = () =>
      inCall(call, () => this.requests.answer(subjects.request(vertical, version, message.type), data, message.deadline, headers));
    try {
      protection.assertAwake(isInHurry());
      await this.seen.wait(offer, call);
      const answer = await protection.guarding(work, isInHurry);
      end({ outcome: 'ok' });
      return answer;
    } catch (error) {
      const told = this.offers.gone(offer, error);
      end({ outcome: told instanceof ProblemError ? told.problem.type : 'internal' });
      throw told;
    }
  }
}

/** The same caller who sends a command under the same name sends the same one again: its owner knows what came of it, and whether it is the same indeed. */
function nameHeader({ vertical, message }: Offer, { received, sub }: Caller): Record<string, string> {
  const key = received[IDEMPOTENCY_HEADER];
  if (message.kind !== 'command' || typeof key !== 'string' || key === '') return {};
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new ProblemError(problem('invalid-message', `${IDEMPOTENCY_HEADER}: 1 to 128 visible characters.`));
  const named = JSON.stringify([vertical, message.type, key, received.authorization, sub]);
  return { [headerNames.named]: createHash('sha256').update(named).digest('base64url') };
}
