import { All, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError, type AnnouncedMessage } from '@jogakbo/contract';
import { assertMay, Credentials } from '../access/credentials.ts';
import { parseJson } from '../http/body.ts';
import { callWithin } from '../http/call.ts';
import { MethodNotAllowed } from '../http/problems.ts';
import { Asker } from './asker.ts';
import { Offers } from './offers.ts';

/** Names the release that a caller wants an answer from, and the one that gave it. */
const RELEASE_HEADER = 'jogakbo-release';
/** A caller's own name for one attempt to change something, handed on to the vertical. */
const IDEMPOTENCY_HEADER = 'idempotency-key';

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
    const roles = this.credentials.rolesOf(request.headers.authorization);
    assertMay(offer.message.roles, roles);
    const call = callWithin(request, offer.message.deadline, { roles });
    const answer = await this.asker.ask(offer, dataOf(request), call, passedOn(request));
    reply
      .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', [RELEASE_HEADER]: offer.version })
      .send(JSON.stringify(answer ?? null));
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
  if (method === 'POST') return body ?? {};
  const { data } = query as { data?: unknown };
  if (data === undefined) return {};
  if (typeof data !== 'string') throw new ProblemError(problem('invalid-message', 'data is given more than once.'));
  return parseJson(data, 'data');
}

function passedOn({ headers }: FastifyRequest): Record<string, string> {
  const key = text(headers[IDEMPOTENCY_HEADER]);
  if (key === undefined) return {};
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new ProblemError(problem('invalid-message', `${IDEMPOTENCY_HEADER}: 1 to 128 visible characters.`));
  return { [IDEMPOTENCY_HEADER]: key };
}
