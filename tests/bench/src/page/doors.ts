import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';

/** An address of its own in front of the gateway. */
export interface Door {
  readonly address: string;
  readonly close: () => void;
}

const agent = new Agent({ keepAlive: true });

/**
 * A door in front of the gateway that passes everything on; with a document of its own, it answers with that wherever a
 * browser asks for a page. What is compared goes through such doors on both sides, and so pays for the same hop.
 */
export async function openDoor(gateway: string, document?: string): Promise<Door> {
  const compressed = document === undefined ? undefined : brotliCompressSync(document);
  const server = createServer((request, response) => {
    if (compressed && request.headers['sec-fetch-dest'] === 'document') giveDocument(compressed, response);
    else passOn(gateway, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: addressOf(server), close: () => (server.closeAllConnections(), server.close()) };
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function giveDocument(document: Buffer, response: ServerResponse) {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'no-cache',
    'content-length': document.length,
  });
  response.end(document);
}

function passOn(gateway: string, request: IncomingMessage, response: ServerResponse) {
  const { method, headers } = request;
  const passed = ask(new URL(request.url ?? '/', gateway), { method, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    response.once('close', () => answer.destroy());
  });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
}
