import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isAbsolute } from 'node:path';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { explain, Problem, problemOf } from '../problem.ts';
import type { BackupOutcome } from '../backup/backup.ts';
import { KINDS } from '../rotation/kinds.ts';
import { RotationRequest, type RotationOutcome } from '../rotation/args.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { ProcessStatus } from '../process/process-spec.ts';
import { type Progress, progressOn } from '../progress.ts';
import type { WorkLine } from './client.ts';

/** What can be asked of a running shop from outside. */
export interface Controllable<Outcome> {
  processes: () => ProcessStatus[];
  process: (instance: string) => SupervisedProcess;
  /** What is nearly full, for people. */
  warnings: () => Promise<string[]>;
  /** How full everything is, in Prometheus' words. */
  metrics: () => Promise<string>;
  /** Breaks a process's connections to the servers. */
  cut: (instance: string) => Promise<void>;
  /** Copies all that it has to know again into a folder. */
  backUp: (folder: string, progress: Progress) => Promise<BackupOutcome>;
  /** Gives secrets new values. */
  rotate: (order: RotationRequest, progress: Progress, signal: AbortSignal) => Promise<RotationOutcome>;
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

const BackupOrder = z.object({ folder: z.string().refine(isAbsolute) });
const Order = z.object({ unit: z.string(), version: z.string(), anew: z.boolean().default(false) });

/** Opens the control API on this machine only, for those who know one of the tokens that are good at that moment. */
export async function openControl<Outcome>(port: number, tokens: () => readonly string[], shop: Controllable<Outcome>): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response, tokens(), shop).catch((error: unknown) => refuse(response, 500, explain(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answer<Outcome>(
  request: IncomingMessage,
  response: ServerResponse,
  tokens: readonly string[],
  shop: Controllable<Outcome>,
): Promise<void> {
  if (!tokens.some((token) => knows(request, token))) return refuse(response, 401, 'the bearer token is missing or wrong');
  const [, collection, instance, verb, ...more] = (request.url ?? '').split('/');
  const asked = `${request.method} ${collection}`;
  if (asked === 'GET processes' && !instance) return reply(response, 200, shop.processes());
  if (asked === 'GET metrics' && !instance)
    return void response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(await shop.metrics());
  if (asked === 'GET warnings' && !instance) return reply(response, 200, await shop.warnings());
  if (asked === 'POST deployments' && !instance) return deploy(request, response, shop);
  if (asked === 'POST backups' && !instance) return backUp(request, response, shop);
  if (asked === 'POST rotations' && !instance) return rotate(request, response, shop);
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
  const { unit, version, anew } = order.data;
  await tellingLineByLine(response, (progress) => shop.deploy(unit, version, progress, anew));
}

async function backUp<Outcome>(request: IncomingMessage, response: ServerResponse, shop: Controllable<Outcome>): Promise<void> {
  const order = BackupOrder.safeParse(await json(request).catch(() => undefined));
  if (!order.success) return refuse(response, 400, 'a backup needs a folder, by its absolute path');
  await tellingLineByLine(response, (progress) => shop.backUp(order.data.folder, progress));
}

async function rotate<Outcome>(request: IncomingMessage, response: ServerResponse, shop: Controllable<Outcome>): Promise<void> {
  const order = RotationRequest.safeParse(await json(request).catch(() => undefined));
  if (!order.success) return refuse(response, 400, `a rotation needs kinds of secrets: ${KINDS.join(', ')}`);
  // Whoever presses Ctrl-C wants it to stop: it does at its next step, and goes on there when it is asked for again.
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  await tellingLineByLine(response, (progress) => shop.rotate(order.data, progress, leaving.signal));
}

/** Does what takes its time, and answers with what is said meanwhile. */
async function tellingLineByLine<T>(response: ServerResponse, work: (progress: Progress) => Promise<T>): Promise<void> {
  const tell = (line: WorkLine<T>) => response.write(`${JSON.stringify(line)}\n`);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  try {
    tell({ outcome: await work(progressOn((line) => tell({ line }))) });
  } catch (error) {
    const { message, cure } = problemOf(error) ?? { message: explain(error), cure: 'this is a fault of the supervisor' };
    tell({ problem: { message, cure } });
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
