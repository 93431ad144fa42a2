import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Milliseconds that requests under way get to end. */
const PATIENCE = 10_000;

/**
 * Stops a server without losing what it accepted: no new connections, every answer says goodbye, and who is idle is let
 * go at once.
 */
export class Drain {
  private stopping = false;
  private isEnding = false;
  private underWay = 0;
  private readonly empty = Promise.withResolvers<void>();

  /** @param server What the requests come through. */
  constructor(
    fastify: FastifyInstance,
    private readonly server: Server,
  ) {
    fastify.addHook('onRequest', async (_request, reply) => {
      this.underWay += 1;
      reply.raw.once('close', () => this.left());
    });
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.stopping) reply.header('connection', 'close');
    });
  }

  /** Resolves when every request under way has its answer, or after 10 seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.server.close();
    this.server.closeIdleConnections();
    await this.ended();
    this.server.closeAllConnections();
  }

  /** Resolves when every request under way has its answer, or after 10 seconds; whoever calls it lets no new ones come. */
  async ended(): Promise<void> {
    this.isEnding = true;
    const patience = setTimeout(this.empty.resolve, PATIENCE);
    if (this.underWay === 0) this.empty.resolve();
    await this.empty.promise;
    clearTimeout(patience);
  }

  private left() {
    this.underWay -= 1;
    if (this.stopping) this.server.closeIdleConnections();
    if (this.isEnding && this.underWay === 0) this.empty.resolve();
  }
}
