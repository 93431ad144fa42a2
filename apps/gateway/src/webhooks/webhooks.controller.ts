import { All, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError, type Posted } from '@jogakbo/contract';
import type { AnnouncedMessage } from '@jogakbo/protocol';
import { Registry } from '@jogakbo/runtime';
import { Asker } from '../asking/asker.ts';
import type { Offer } from '../asking/offers.ts';
import { callWithin } from '../http/call.ts';
import { MethodNotAllowed } from '../http/problems.ts';
import { PostedBytes } from '../http/posted-bytes.ts';

/** Who posts here is no visitor: nothing that a browser keeps or a caller is allowed is passed on. */
const nobodyAt = ({ ip }: FastifyRequest) => ({ headers: {}, ip });

/**
 * The addresses at which live releases let somebody outside tell them something: 204 when it was decided.
 *
 * @remarks No session, no role, no page: who it is, its vertical sees by what it was given. What the vertical refuses is 400, and what
 * it can't take now is 503, so that the same is posted again.
 */
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly registry: Registry,
    private readonly asker: Asker,
  ) {}

  @All('*')
  async hear(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const offer = this.find(request.url.split('?', 1)[0]!);
    if (!offer) throw new ProblemError(problem('not-found', 'Nobody listens at this address.'));
    if (request.method !== 'POST') throw new MethodNotAllowed(['POST']);
    await this.tell(offer, request);
    reply.status(204).header('cache-control', 'no-store').send();
  }

  private async tell(offer: Offer, request: FastifyRequest): Promise<void> {
    try {
      await this.asker.ask(
        offer,
        posted(offer.message, request),
        callWithin(request, offer.message.deadline, { roles: [] }),
        nobodyAt(request),
      );
    } catch (error) {
      throw error instanceof ProblemError && error.is('rejected') ? new ProblemError({ ...error.problem, status: 400 }) : error;
    }
  }

  private find(path: string): Offer | undefined {
    for (const vertical of this.registry.verticals()) {
      const live = this.registry.live(vertical);
      const message = live?.description.messages.find(({ kind, webhook }) => kind === 'command' && webhook?.path === path);
      if (message) return { vertical, version: live!.version, message };
    }
    return undefined;
  }
}

function posted({ webhook }: AnnouncedMessage, { body, headers }: FastifyRequest): Posted {
  const came = webhook!.headers.filter((name) => headers[name] !== undefined);
  return {
    body: body instanceof PostedBytes ? body.bytes.toString('base64') : '',
    headers: Object.fromEntries(came.map((name) => [name, String(headers[name])])),
  };
}
