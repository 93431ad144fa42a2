import type { BackupOutcome } from '../backup/backup.ts';
import { claimOf } from '../claim.ts';
import { Problem } from '../problem.ts';
import type { RotationRequest, RotationOutcome } from '../rotation/args.ts';
import type { State } from '../state.ts';

/** Asks the control API of a running shop. */
export type Control = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** What is said line by line while something goes on, and at its end. */
export type WorkLine<T> = { line: string } | { wrong: string } | { outcome: T } | { problem: { message: string; cure: string } };

/** The control API of the shop that runs in this state folder, or a Problem that none does. */
export function controlOf(state: State): Control {
  const send = sender(state);
  return async <T>(method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await send(method, path, body);
    const said = (await answer.json()) as T & { message?: string; cure?: string };
    if (!answer.ok)
      throw new Problem(said.message ?? `the shop answered ${answer.status}`, said.cure ?? 'see what the shop says on its console');
    return said;
  };
}

/** Deploys through the control API, passing on what is said meanwhile. */
export const deployThrough = <T>(
  state: State,
  order: { unit: string; version: string; anew?: boolean },
  onLine: (line: string) => void,
): Promise<T> => workThrough(state, { path: '/deployments', body: order }, onLine);

/** Backs the shop up through the control API, passing on what is said meanwhile. */
export const backUpThrough = (state: State, folder: string, onLine: (line: string) => void): Promise<BackupOutcome> =>
  workThrough(state, { path: '/backups', body: { folder } }, onLine);

/** Rotates secrets through the control API, passing on what is said meanwhile. */
export const rotateThrough = (state: State, order: RotationRequest, onLine: (line: string) => void): Promise<RotationOutcome> =>
  workThrough(state, { path: '/rotations', body: order }, onLine);

async function workThrough<T>(state: State, { path, body }: { path: string; body: unknown }, onLine: (line: string) => void): Promise<T> {
  const answer = await sender(state)('POST', path, body);
  let outcome: T | undefined;
  for await (const line of linesOf(answer)) {
    const said = JSON.parse(line) as WorkLine<T>;
    if ('problem' in said) throw new Problem(said.problem.message, said.problem.cure);
    if ('outcome' in said) outcome = said.outcome;
    else onLine('line' in said ? said.line : said.wrong);
  }
  if (!outcome) throw new Problem('The shop has stopped meanwhile', 'start it with `npm start`, and try again');
  return outcome;
}

function sender(state: State): (method: string, path: string, body?: unknown) => Promise<Response> {
  const holder = claimOf(state);
  if (!holder) throw notRunning();
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${holder.token}`, 'content-type': 'application/json' };
    try {
      return await fetch(`${holder.control}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    } catch (error) {
      throw new Problem('The shop is starting or stopping: it does not answer yet', 'try again when its address is printed', {
        cause: error,
      });
    }
  };
}

const notRunning = () => new Problem("The shop isn't running", 'start it with `npm start` in another terminal');

async function* linesOf(answer: Response): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(Boolean);
  }
  if (rest) yield rest;
}
