import { All, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '@jogakbo/contract';
import type { PageRequest } from '@jogakbo/protocol';
import { log } from '@jogakbo/runtime';
import { Credentials } from '../access/credentials.ts';
import { othersCookies } from '../http/own-cookies.ts';
import { AnnouncedPaths } from '../bytes/announced-paths.ts';
import { ByteViews } from '../bytes/byte-views.ts';
import { Forms } from '../forms/forms.ts';
import { callOf } from '../http/call.ts';
import { codingFor } from '../http/encoding.ts';
import { MethodNotAllowed, problemHeaders, problemOf } from '../http/problems.ts';
import { PAGE_POLICY } from '../http/security-headers.ts';
import * as metrics from '../metrics.ts';
import { Shares } from '../shares/shares.ts';
import { AWAY_PAGE, CALM_POLICY, TOO_OFTEN_PAGE } from '../http/calm-page.ts';
import { PageBody } from './page-body.ts';
import { PageSource, type Page, type PageHead } from './page-source.ts';

const PARTS_TYPE = 'application/vnd.jogakbo.parts+json';
/** Headers of a page that are the connection's own or the gateway's to set. */
const OWN_HEADERS =
  /^(connection|keep-alive|transfer-encoding|content-(length|encoding|security-policy)|vary|strict-transport-security|x-.*|cross-origin-.*|permissions-policy)$/i;

/** Every address that is nobody else's: bytes or forms where a vertical announced them, else a page that the shell composes. */
@Controller()
export class PagesController {
  constructor(
    private readonly pages: PageSource,
    private readonly paths: AnnouncedPaths,
    private readonly bytes: ByteViews,
    private readonly forms: Forms,
    private readonly credentials: Credentials,
    private readonly shares: Shares,
  ) {}

  @All('*')
  async address(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const path = request.url.split('?', 1)[0]!;
    const form = request.method === 'POST' && this.forms.find(path);
    if (form) return this.forms.answer(form, request, reply);
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new MethodNotAllowed(['GET', 'HEAD']);
    const announced = this.paths.find(path);
    if (announced) return this.bytes.answer(announced, request, reply);
    const asked = pageRequest(request);
    try {
      await this.shares.within('queries', request, () => this.compose(asked, request, reply));
    } catch (error) {
      away(error, asked, reply);
    }
  }

  private async compose(asked: PageRequest, request: FastifyRequest, reply: FastifyReply) {
    const { roles } = await this.credentials.callerOf(request);
    const page = await this.pages.page(asked, { ...callOf(request), roles });
    try {
      await send(roles.length > 0 ? keptByNobody(page) : page, request, reply);
    } catch (error) {
      page.close();
      throw error;
    }
  }
}

function pageRequest({ url, headers }: FastifyRequest): PageRequest {
  const as = headers.accept?.includes(PARTS_TYPE) ? 'parts' : 'document';
  const cookie = othersCookies(headers.cookie);
  return { url, as, ...(cookie !== undefined && { cookie }) };
}

/** A page that shows what not everybody may see. */
const keptByNobody = ({ head, ...page }: Page): Page => ({
  ...page,
  head: { ...head, headers: { ...head.headers, 'cache-control': 'no-store' } },
});

/** Sends a page as it comes. It is taken from the shell as fast as it comes, however slowly the browser reads. */
async function send(page: Page, request: FastifyRequest, reply: FastifyReply) {
  const coding = codingFor(request.headers['accept-encoding']);
  const own = Object.entries(page.head.headers).filter(([name]) => !OWN_HEADERS.test(name));
  reply.status(statusOf(page.head)).headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    ...Object.fromEntries(own),
    'content-security-policy': PAGE_POLICY,
    vary: 'accept, accept-encoding',
    ...(coding && { 'content-encoding': coding }),
  });
  if (request.method === 'HEAD' || page.head.status === 304) return void (page.close(), reply.send());
  const body = new PageBody(coding);
  reply.raw.once('close', page.close);
  reply.send(body.stream);
  await pour(page, body);
}

/** A page's status, as far as HTTP knows it for an answer. */
const statusOf = ({ status }: PageHead) => (Number.isInteger(status) && status >= 200 && status <= 599 ? status : 502);

async function pour(page: Page, body: PageBody) {
  let outcome = 'whole';
  try {
    for await (const text of page.texts) body.write(text);
  } catch (error) {
    outcome = body.isOpen ? 'broken off' : 'left';
    if (body.isOpen) log.warn(error instanceof ProblemError ? { problem: error.problem } : { err: error }, 'A page broke off');
  } finally {
    metrics.pages.inc({ outcome });
    page.close();
    body.end();
  }
}

function away(error: unknown, { as }: PageRequest, reply: FastifyReply) {
  metrics.pages.inc({ outcome: 'away' });
  const stated = problemOf(error);
  const isTooOften = stated.status === 429;
  const details = isTooOften ? stated : { ...stated, status: 503 };
  log.warn(error instanceof ProblemError ? { problem: details } : { err: error }, 'No page began');
  reply.status(details.status).headers(problemHeaders(details));
  if (as === 'parts') return void reply.send(JSON.stringify(details));
  reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CALM_POLICY })
    .send(isTooOften ? TOO_OFTEN_PAGE : AWAY_PAGE);
}
