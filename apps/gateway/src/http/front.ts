import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ARRIVAL, HEADERS, KEPT_ALIVE } from './bounds.ts';
import { answerClientError } from './client-error.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The HTTP server that holds the shop's port, and in front of what answers: that can be replaced between two requests, without a
 * connection being lost.
 */
export class Front {
  readonly server: Server;

  /** @param answer Is asked for each request, so it may answer by somebody else from one request to the next. */
  constructor(answer: Answer) {
    const bounds = { maxHeaderSize: HEADERS, headersTimeout: ARRIVAL, requestTimeout: ARRIVAL, keepAliveTimeout: KEPT_ALIVE };
    this.server = createServer(bounds, answer);
    this.server.on('clientError', answerClientError);
  }

  async listen(port: number, host: string): Promise<void> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
  }
}
