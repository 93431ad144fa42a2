import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { headerNames } from '@jogakbo/contract';
import { readBody } from './body.ts';
import { callOf, CORRELATION_HEADER } from './call.ts';
import { answerClientError } from './client-error.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** The longest a request may take to arrive, in milliseconds. */
const ARRIVAL = 30_000;
/** The most that a request's line and headers may take, in bytes. */
const HEADERS = 16 * 1024;

/** What the adapter must know of a request before its body is read: how long that may be, in bytes. */
export type BodyLimit = (authorization: string | undefined) => number;

/** Fastify as the gateway needs it: bounded in every direction, with headers on every answer and JSON as its only body. */
export function fastifyAdapter(bodyLimit: BodyLimit): FastifyAdapter {
  const adapter = new FastifyAdapter({
    requestTimeout: ARRIVAL,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    http: { maxHeaderSize: HEADERS, headersTimeout: ARRIVAL },
    routerOptions: { maxParamLength: 1024 },
    trustProxy: false,
    clientErrorHandler: answerClientError,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', async (request, reply) => {
    const { traceparent, correlationId } = callOf(request);
    setSecurityHeaders(reply.raw);
    reply.raw.setHeader(headerNames.traceparent, traceparent);
    reply.raw.setHeader(CORRELATION_HEADER, correlationId);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/json\b/i, (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, bodyLimit(request.headers.authorization), Number(request.headers['content-length'])),
  );
  return adapter;
}
