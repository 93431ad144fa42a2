import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { metrics } from './metrics.ts';

/** Milliseconds after which a check that says nothing has said that something is wrong. */
const PATIENCE = 2000;

/** A named condition of a process; a text says what is wrong, `undefined` that all is well. */
export type Check = () => string | undefined | Promise<string | undefined>;

/** Answers for the process over HTTP: `/health/live`, `/health/ready`, `/health/started` and `/metrics`. */
export class HealthServer {
  private readonly server: Server;
  private readonly checks = new Map<string, Check>();
  private said: Readonly<Record<string, string | undefined>> = {};
  private started = false;
  private stopping = false;

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request.url ?? '').then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
  }

  /** The process is ready only while this check finds nothing wrong. */
  ready(name: string, check: Check) {
    this.checks.set(name, check);
  }
  /** What it says of itself beside how it is. */
  says(name: string, text: string | undefined) {
    this.said = { ...this.said, [name]: text };
  }
  markStarted() {
    this.started = true;
  }
  /** From now on not ready: whoever routes here should stop. */
  markStopping() {
    this.stopping = true;
  }

  async listen(port: number, host: string) {
    this.server.listen(port, host);
    await once(this.server, 'listening');
  }
  /** The port that it listens on, also when any free one was asked for. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(url: string) {
    if (url === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
    if (url === '/health/live') return this.report({});
    if (url === '/health/started') return this.report(this.started ? {} : { start: 'not finished' });
    if (url === '/health/ready') return this.report(await this.wrong());
    return { status: 404, type: 'text/plain', body: 'Not found' };
  }

  private async wrong(): Promise<Record<string, string>> {
    if (this.stopping) return { stop: 'under way' };
    if (!this.started) return { start: 'not finished' };
    const found = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        const wrong = await Promise.race([Promise.resolve().then(check).catch(String), wait(PATIENCE, 'no answer', { ref: false })]);
        return wrong === undefined ? [] : [[name, wrong] as const];
      }),
    );
    return Object.fromEntries(found.flat());
  }

  private report(wrong: Record<string, string>) {
    const fine = Object.keys(wrong).length === 0;
    return {
      status: fine ? 200 : 503,
      type: 'application/json',
      body: JSON.stringify({ status: fine ? 'up' : 'down', ...this.said, ...wrong }),
    };
  }
}
