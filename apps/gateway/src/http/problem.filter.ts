import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inCall, log } from '@jogakbo/service';
import { callOf } from './call.ts';
import { MethodNotAllowed, problemHeaders, problemOf } from './problems.ts';

/** Answers every error as problem details (RFC 9457); our own failures are logged, and their reasons stay inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const details = problemOf(error);
    if (details.status === 500) inCall(callOf(request), () => log.error({ err: error, url: request.url }, 'A request failed'));
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (error instanceof MethodNotAllowed) reply.header('allow', error.allow.join(', '));
    if (details.status === 413) reply.header('connection', 'close');
    reply.status(details.status).headers(problemHeaders(details)).send(JSON.stringify(details));
  }
}
