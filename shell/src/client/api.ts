import { headerNames } from '@jogakbo/protocol';
import { problem, ProblemError, type Problem } from '@jogakbo/contract';
import { randomId } from './ids.ts';

/** Milliseconds that a page waits for an answer before it counts as none. */
const TIMEOUT = 8000;

/** How a request is made: the release it belongs to, and what it must have seen. */
export interface Pinned {
  readonly release?: string;
  readonly after?: string;
}

/** Asks a query through the gateway; rejects with the problem that the answer states. */
export const askQuery = (vertical: string, type: string, data: unknown, pinned: Pinned): Promise<any> =>
  request(`/api/${vertical}/${type}?data=${encodeURIComponent(JSON.stringify(data))}`, { headers: headersOf(pinned) });

/** Sends a command through the gateway, with a key that names this attempt. */
export const sendCommand = (vertical: string, type: string, data: unknown, pinned: Pinned): Promise<any> =>
  request(`/api/${vertical}/${type}`, {
    method: 'POST',
    headers: { ...headersOf(pinned), 'content-type': 'application/json', 'idempotency-key': randomId() },
    body: JSON.stringify(data),
  });

function headersOf({ release, after }: Pinned): Record<string, string> {
  return { accept: 'application/json', ...(release && { 'jogakbo-release': release }), ...(after && { [headerNames.after]: after }) };
}

async function request(url: string, init: RequestInit): Promise<any> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new ProblemError((body as Problem | null) ?? problem('unavailable', `HTTP ${response.status}`));
}
