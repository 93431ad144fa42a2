import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, type Problem } from '@jogakbo/contract';
import { inCall, log } from '@jogakbo/runtime';
import { callOf } from './call.ts';
import { MethodNotAllowed, problemHeaders, problemOf } from './problems.ts';

/**
 * Answers every error as problem details (RFC 9457).
 *
 * @remarks Our own failures are logged, and their reasons stay inside: the answer names the correlation id by which the log tells them.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const details = identified(problemOf(error), request);
    if (details.status === 500)
      inCall(callOf(request), () => log.error({ err: error, path: request.url.split('?', 1)[0] }, 'A request failed'));
    else if (error instanceof ProblemError && error.cause !== undefined)
      inCall(callOf(request), () => log.warn({ err: error, path: request.url.split('?', 1)[0] }, 'A request could not be answered'));
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (error instanceof MethodNotAllowed) reply.header('allow', error.allow.join(', '));
    if (details.status === 413) reply.header('connection', 'close');
    reply.status(details.status).headers(problemHeaders(details)).send(JSON.stringify(details));
  }
}

/** A failure with what finds it in our logs. */
const identified = (details: Problem, request: FastifyRequest): Problem =>
  details.status === 500 ? { ...details, instance: `urn:jogakbo:request:${callOf(request).correlationId}` } : details;
