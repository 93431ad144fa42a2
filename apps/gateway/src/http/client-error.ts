import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { problem, type Problem } from '@jogakbo/contract';
import { httpProblem, problemHeaders } from './problems.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const known: Record<string, () => Problem> = {
  HPE_HEADER_OVERFLOW: () => httpProblem(431),
  ERR_HTTP_REQUEST_TIMEOUT: () => httpProblem(408),
};

/** Answers what is no readable HTTP request, where no route and no filter gets to see it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const details = known[error.code ?? '']?.() ?? problem('invalid-message', 'This is not a readable HTTP request.');
  const body = JSON.stringify(details);
  const headers = { ...SECURITY_HEADERS, ...problemHeaders(details), 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${details.status} ${STATUS_CODES[details.status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroySoon());
}
