import { Injectable } from '@nestjs/common';
import { ProblemError, subjects } from '@jogakbo/contract';
import { inCall, remaining, Requests, type Call } from '@jogakbo/service';
import { askedSeconds } from '../metrics.ts';
import { Protections } from '../protection/protections.ts';
import { Offers, type Offer } from './offers.ts';

/** Asks a vertical on a caller's behalf: protected, measured, within the caller's deadline. */
@Injectable()
export class Asker {
  constructor(
    private readonly requests: Requests,
    private readonly protections: Protections,
    private readonly offers: Offers,
  ) {}

  /**
   * One question to the release that offers the message.
   *
   * @remarks The data is checked by its owner, at its edge: the schema is announced for callers, not enforced twice. Of
   * failures only those count against the release that had at least half of the time it asked for.
   */
  async ask(offer: Offer, data: unknown, call: Call, headers: Record<string, string> = {}): Promise<unknown> {
    const { vertical, version, message } = offer;
    const end = askedSeconds.startTimer({ vertical, message: message.type });
    const isInHurry = () => remaining(call) < message.deadline / 2;
    const work = () =>
      inCall(call, () => this.requests.ask(subjects.request(vertical, version, message.type), data, message.deadline, headers));
    try {
      const answer: unknown = await this.protections.of(vertical, version).guarding(work, isInHurry);
      end({ outcome: 'ok' });
      return answer;
    } catch (error) {
      const told = this.offers.gone(offer, error);
      end({ outcome: told instanceof ProblemError ? told.problem.type : 'internal' });
      throw told;
    }
  }
}
