import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Subscription } from 'rxjs';
import { Registry } from '@jogakbo/runtime';
import { assertMay, Credentials } from '../access/credentials.ts';
import { ownPath, signInPath } from '../access/own-path.ts';
import { assertFromOwnPage } from '../http/own-page.ts';
import { Asker } from '../asking/asker.ts';
import type { Offer } from '../asking/offers.ts';
import { callWithin } from '../http/call.ts';
import { setCookieHeaders } from '../http/cookies.ts';
import { HttpProblem, problemHeaders, problemOf } from '../http/problems.ts';
import { CALM_POLICY, calmPage } from '../http/calm-page.ts';
import { FormFields } from '../http/form-fields.ts';

/**
 * The forms that live releases announce for commands: posted without a script, and led on to a page (303).
 *
 * @remarks A reload of that page posts nothing again. A refusal is a page, too, where the browser asks for one.
 */
@Injectable()
export class Forms implements OnModuleDestroy {
  private announced: ReadonlyMap<string, Offer> | undefined;
  private readonly following: Subscription;

  constructor(
    private readonly registry: Registry,
    private readonly asker: Asker,
    private readonly credentials: Credentials,
  ) {
    this.following = registry.changes.subscribe(() => (this.announced = undefined));
  }
  onModuleDestroy() {
    this.following.unsubscribe();
  }

  find(path: string): Offer | undefined {
    return (this.announced ??= this.read()).get(path);
  }

  async answer(offer: Offer, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { then, otherwise = then } = offer.message.form!;
    try {
      const { cookies } = await this.give(offer, request);
      reply
        .status(303)
        .headers({ location: then, 'cache-control': 'no-store', ...setCookieHeaders(offer.message, cookies, request) })
        .send();
    } catch (error) {
      if (!request.headers.accept?.includes('text/html')) throw error;
      const details = problemOf(error);
      reply
        .status(details.status)
        .headers({ ...problemHeaders(details), 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CALM_POLICY })
        .send(
          calmPage({
            title: 'That did not work',
            text: details.detail ?? `${details.title}.`,
            on: details.status === 401 ? signInPath(then) : ownPath(details.instance ?? otherwise),
          }),
        );
    }
  }

  private async give(offer: Offer, request: FastifyRequest) {
    assertFromOwnPage(request);
    if (!(request.body instanceof FormFields)) throw new HttpProblem(415, 'A form is posted as application/x-www-form-urlencoded.');
    const caller = await this.credentials.callerOf(request);
    assertMay(offer.message.roles, caller);
    return this.asker.ask(offer, request.body.data, callWithin(request, offer.message.deadline, { roles: caller.roles }), request);
  }

  private read(): ReadonlyMap<string, Offer> {
    const offers = this.registry.verticals().flatMap((vertical) => {
      const live = this.registry.live(vertical);
      const commands = live?.description.messages.filter(({ kind, form }) => kind === 'command' && form) ?? [];
      return commands.map((message) => [message.form!.path, { vertical, version: live!.version, message }] as const);
    });
    return new Map(offers.reverse());
  }
}
