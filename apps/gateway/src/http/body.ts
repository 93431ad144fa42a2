import type { Readable } from 'node:stream';
import { isTooDeep, MOST_LEVELS } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';

/**
 * Reads a body as JSON.
 *
 * @returns The parsed JSON, `undefined` when there is no body.
 * @throws ProblemError `too-large` or `invalid-message`.
 */
export async function readBody(body: Readable, limit: number, announced: number): Promise<unknown> {
  const bytes = await readBytes(body, limit, announced);
  return bytes.length === 0 ? undefined : parseJson(textOf(bytes), 'The body');
}

/**
 * Bytes as the text that they are.
 *
 * @throws ProblemError `invalid-message` when they are none: what would be put in the place of what is no text, nobody has written.
 */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ProblemError(problem('invalid-message', 'The body is not UTF-8.'));
  }
}

/**
 * Reads a body.
 *
 * @param limit Bytes; a body that announces more is refused before it is read.
 * @throws ProblemError `too-large`.
 */
export async function readBytes(body: Readable, limit: number, announced: number): Promise<Buffer> {
  const tooLarge = () => new ProblemError(problem('too-large', `At most ${limit} bytes.`));
  if (announced > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses JSON from outside; `what` names it in the problem when it is none, or is nested deeper than any message. */
export function parseJson(text: string, what: string): unknown {
  const data = parsed(text, what);
  if (isTooDeep(data)) throw new ProblemError(problem('invalid-message', `${what} is nested deeper than ${MOST_LEVELS} levels.`));
  return data;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError(problem('invalid-message', `${what} is not JSON.`));
  }
}
