import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CORRELATION_HEADER, headerNames } from '@jogakbo/protocol';
import { problem, type Problem } from '@jogakbo/contract';
import { isForOtherPage } from './own-page.ts';
import { log } from '@jogakbo/runtime';
import { FORM_TYPE, FormFields } from './form-fields.ts';
import { isWebhook, PostedBytes } from './posted-bytes.ts';
import { readBody } from './body.ts';
import { callOf } from './call.ts';
import { ARRIVAL, HEADERS, KEPT_ALIVE } from './bounds.ts';
import { answerClientError } from './client-error.ts';
import { HttpProblem, problemHeaders, problemOf } from './problems.ts';
import { isOverHttps, receive } from './encrypted.ts';
import { HSTS, setSecurityHeaders } from './security-headers.ts';

/** What the adapter must know. */
export interface Door {
  /** Of a request, before its body is read: how long that may be, in bytes. */
  readonly bodyLimit: (request: FastifyRequest) => Promise<number>;
  /** Where browsers find the shop, if not at the host that they ask. */
  readonly publicUrl?: string | undefined;
  /** Whose word is taken for whom it asks. */
  readonly trusted?: readonly string[];
}

/** Fastify as the gateway needs it: bounded in every direction, with headers on every answer, and no bodies but JSON and forms, save at webhooks. */
export function fastifyAdapter({ bodyLimit, publicUrl, trusted = [] }: Door): FastifyAdapter {
  const adapter = new FastifyAdapter({
    requestTimeout: ARRIVAL,
    connectionTimeout: 0,
    keepAliveTimeout: KEPT_ALIVE,
    http: { maxHeaderSize: HEADERS, headersTimeout: ARRIVAL },
    routerOptions: { maxParamLength: 1024 },
    trustProxy: trusted.length > 0 ? [...trusted] : false,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', async (request, reply) => {
    if (trusted.length === 0) warnOfProxy(request);
    receive(request, publicUrl);
    setHeaders(request, reply);
    const mistake = mistakeIn(request);
    if (mistake) return sendProblem(reply, problem('invalid-message', mistake));
    if ((request.method === 'GET' || request.method === 'HEAD') && isForOtherPage(request))
      return sendProblem(reply, problem('forbidden', 'This is not for pages of other sites.'));
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    /^application\/json\b/i,
    unlessWebhook(async (payload, request, announced) => readBody(payload, await bodyLimit(request), announced)),
  );
  fastify.addContentTypeParser(
    FORM_TYPE,
    unlessWebhook((payload, _, announced) => FormFields.read(payload, announced)),
  );
  fastify.addContentTypeParser(
    '*',
    unlessWebhook(() => Promise.reject(new HttpProblem(415))),
  );
  return adapter;
}

/** Which of them is meant, whatever stands before the gateway may see otherwise: RFC 9112 (3.2) refuses it. Node keeps the first and says nothing. */
/** Positions that an answer must have seen, e.g. `assortment:42,inventory:7`. */
const POSITIONS = /^[\w-]+:\d{1,15}(,[\w-]+:\d{1,15})*$/;

/** What is wrong with what a request says of itself, whatever it asks for. */
function mistakeIn(request: FastifyRequest): string | undefined {
  if (namesTwoHosts(request)) return 'The request names more than one host.';
  const after = request.headers[headerNames.after];
  // Whoever takes it for nothing would believe to have read their own write.
  return after === undefined || POSITIONS.test(String(after))
    ? undefined
    : `${headerNames.after}: a log and a position, e.g. assortment:42.`;
}

const namesTwoHosts = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length > 1;

let isWarned = false;
/** All that comes through a proxy which is not trusted counts as one client: whoever runs the shop should know. */
function warnOfProxy({ headers, ip }: FastifyRequest) {
  if (isWarned || headers['x-forwarded-for'] === undefined) return;
  isWarned = true;
  log.warn(
    { address: ip },
    'Something asks on behalf of others and is not trusted: all of them count as one client. TRUSTED_PROXY names whom to trust',
  );
}

type ReadBody = (payload: IncomingMessage, request: FastifyRequest, announced: number) => Promise<unknown>;

/** What is posted to a webhook is left as it comes, whatever it says that it is. */
const unlessWebhook = (read: ReadBody) => (request: FastifyRequest, payload: IncomingMessage) => {
  const announced = Number(request.headers['content-length']);
  return isWebhook(request.url) ? PostedBytes.read(payload, announced) : read(payload, request, announced);
};

/** Answers what is wrong before there is a route: no hook sees it, and no filter. */
function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply) {
  setHeaders(request, reply);
  sendProblem(reply, problemOf(error));
}

const sendProblem = (reply: FastifyReply, details: Problem) =>
  reply.status(details.status).headers(problemHeaders(details)).send(JSON.stringify(details));

/** What every answer carries, its trace and its correlation among it. */
function setHeaders(request: FastifyRequest, { raw }: FastifyReply) {
  const { traceparent, correlationId } = callOf(request);
  setSecurityHeaders(raw);
  if (isOverHttps(request)) raw.setHeader('strict-transport-security', HSTS);
  raw.setHeader(headerNames.traceparent, traceparent);
  raw.setHeader(CORRELATION_HEADER, correlationId);
}
