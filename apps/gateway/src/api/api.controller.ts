import { All, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';
import type { AnnouncedMessage } from '@jogakbo/protocol';
import { assertMay, Credentials } from '../access/credentials.ts';
import { assertFromOwnPage } from '../http/own-page.ts';
import { FormFields } from '../http/form-fields.ts';
import { parseJson } from '../http/body.ts';
import { callWithin } from '../http/call.ts';
import { setCookieHeaders } from '../http/cookies.ts';
import { HttpProblem, MethodNotAllowed } from '../http/problems.ts';
import { Asker } from '../asking/asker.ts';
import { Offers } from '../asking/offers.ts';

/** Names the release that a caller wants an answer from, and the one that gave it. */
const RELEASE_HEADER = 'jogakbo-release';

/** `/api/<vertical>/<message>`: GET asks an announced query, POST gives an announced command. */
@Controller('api')
export class ApiController {
  constructor(
    private readonly offers: Offers,
    private readonly asker: Asker,
    private readonly credentials: Credentials,
  ) {}

  @All(':vertical/:message')
  async answer(
    @Param('vertical') vertical: string,
    @Param('message') type: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const offer = this.offers.find(vertical, type, text(request.headers[RELEASE_HEADER]));
    assertMethod(request.method, offer.message);
    if (offer.message.kind === 'command') assertFromOwnPage(request);
    const caller = await this.credentials.callerOf(request);
    assertMay(offer.message.roles, caller);
    const call = callWithin(request, offer.message.deadline, { roles: caller.roles });
    const { body, cookies } = await this.asker.ask(offer, dataOf(request), call, request);
    reply
      .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', [RELEASE_HEADER]: offer.version })
      .headers(setCookieHeaders(offer.message, cookies, request))
      .send(JSON.stringify(body ?? null));
  }

  @All('*')
  nothing() {
    throw new ProblemError(problem('not-found', 'The API answers at /api/<vertical>/<message>; /api/openapi.json describes it.'));
  }
}

const text = (value: string | string[] | undefined) => (typeof value === 'string' && value !== '' ? value : undefined);

function assertMethod(method: string, { kind }: AnnouncedMessage) {
  const allowed = kind === 'query' ? ['GET', 'HEAD'] : ['POST'];
  if (!allowed.includes(method)) throw new MethodNotAllowed(allowed);
}

function dataOf({ method, query, body }: FastifyRequest): unknown {
  if (body instanceof FormFields) throw new HttpProblem(415, 'The API takes application/json.');
  if (method === 'POST') return body ?? {};
  const { data } = query as { data?: unknown };
  if (data === undefined) return {};
  if (typeof data !== 'string') throw new ProblemError(problem('invalid-message', 'data is given more than once.'));
  return parseJson(data, 'data');
}
