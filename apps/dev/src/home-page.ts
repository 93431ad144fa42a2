import { setTimeout as delay } from 'node:timers/promises';
import { Problem, reasonOf } from './problem.ts';
import { lastLines } from './process/log-file.ts';
import type { Supervisor } from './process/supervisor.ts';
import { GATEWAY } from './units.ts';

/** Waits until the home page really answers; a Problem says what it answers instead, and what the gateway logged. */
export async function untilHome(address: string, seconds: number, supervisor: Supervisor, signal?: AbortSignal): Promise<void> {
  let said = 'nothing';
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await delay(100, undefined, { signal })) {
    said = await answerOf(address);
    if (said === OPEN) return;
  }
  const { log } = supervisor.ofUnit(GATEWAY)[0] ?? { log: '' };
  const lines = lastLines(log, 6).map((line) => `\n    | ${line}`);
  throw new Problem(`The home page ${address}/ still answers ${said} after ${seconds} s${lines.join('')}`, `read the logs beside ${log}`);
}

const OPEN = 'status 200';

async function answerOf(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000), headers: { accept: 'text/html' } });
    await answer.text();
    return `status ${answer.status}`;
  } catch (error) {
    return `nothing (${reasonOf(error)})`;
  }
}
