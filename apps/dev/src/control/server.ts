import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { explain, Problem } from '../problem.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { ProcessStatus } from '../process/process-spec.ts';
import { type Progress, progressOn } from '../progress.ts';
import type { DeploymentLine } from './client.ts';

/** What can be asked of a running shop from outside. */
export interface Controllable<Outcome> {
  processes: () => ProcessStatus[];
  process: (instance: string) => SupervisedProcess;
  /** Breaks a process's connections to the servers. */
  cut: (instance: string) => Promise<void>;
  deploy: (unit: string, version: string, progress: Progress, anew: boolean) => Promise<Outcome>;
}

type Cut = (instance: string) => Promise<void>;
const verbs = new Map<string, (process: SupervisedProcess, cut: Cut) => void | Promise<void>>([
  ['stop', (process) => process.stop()],
  ['start', (process) => process.start()],
  ['kill', (process) => process.kill()],
  ['pause', (process) => process.pause()],
  ['resume', (process) => process.resume()],
  ['cut', (process, cut) => cut(process.status().instance)],
]);

const Order = z.object({ unit: z.string(), version: z.string(), anew: z.boolean().default(false) });

/** Opens the control API on this machine only, for those who know the token. */
export async function openControl<Outcome>(port: number, token: string, shop: Controllable<Outcome>): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response, token, shop).catch((error: unknown) => refuse(response, 500, explain(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answer<Outcome>(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  shop: Controllable<Outcome>,
): Promise<void> {
  if (!knows(request, token)) return refuse(response, 401, 'the bearer token is missing or wrong');
  const [, collection, instance, verb, ...more] = (request.url ?? '').split('/');
  const asked = `${request.method} ${collection}`;
  if (asked === 'GET processes' && !instance) return reply(response, 200, shop.processes());
  if (asked === 'POST deployments' && !instance) return deploy(request, response, shop);
  const act = verbs.get(verb ?? '');
  if (asked !== 'POST processes' || !instance || !act || more.length > 0)
    return refuse(response, 404, `there is no ${request.method} ${request.url}`);
  try {
    const found = shop.process(decodeURIComponent(instance));
    await act(found, shop.cut);
    reply(response, 200, found.status());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reply(response, 404, { message: error.message, cure: error.cure });
  }
}

async function deploy<Outcome>(request: IncomingMessage, response: ServerResponse, shop: Controllable<Outcome>): Promise<void> {
  const order = Order.safeParse(await json(request).catch(() => undefined));
  if (!order.success) return refuse(response, 400, 'a deployment needs a unit and a version');
  const tell = (line: DeploymentLine<Outcome>) => response.write(`${JSON.stringify(line)}\n`);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  try {
    const progress = progressOn((line) => tell({ line }));
    const { unit, version, anew } = order.data;
    tell({ outcome: await shop.deploy(unit, version, progress, anew) });
  } catch (error) {
    tell({
      problem:
        error instanceof Problem
          ? { message: error.message, cure: error.cure }
          : { message: explain(error), cure: 'this is a fault of the supervisor' },
    });
  }
  response.end();
}

function knows(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  reply(response, status, { message });
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
