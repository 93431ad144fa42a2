import type { FastifyInstance } from 'fastify';

/** Milliseconds that requests under way get to end. */
const PATIENCE = 10_000;

/**
 * Stops a server without losing what it accepted: no new connections, every answer says goodbye, and who is idle is let
 * go at once.
 */
export class Drain {
  private stopping = false;
  private underWay = 0;
  private readonly empty = Promise.withResolvers<void>();

  constructor(private readonly fastify: FastifyInstance) {
    fastify.addHook('onRequest', async (_request, reply) => {
      this.underWay += 1;
      reply.raw.once('close', () => this.ended());
    });
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.stopping) reply.header('connection', 'close');
    });
  }

  /** Resolves when every request under way has its answer, or after 10 seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { server } = this.fastify;
    server.close();
    server.closeIdleConnections();
    const patience = setTimeout(this.empty.resolve, PATIENCE);
    if (this.underWay === 0) this.empty.resolve();
    await this.empty.promise;
    clearTimeout(patience);
    server.closeAllConnections();
  }

  private ended() {
    this.underWay -= 1;
    if (!this.stopping) return;
    this.fastify.server.closeIdleConnections();
    if (this.underWay === 0) this.empty.resolve();
  }
}
