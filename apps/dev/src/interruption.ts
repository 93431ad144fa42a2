import { explain } from './problem.ts';

/** The two wishes of whoever presses Ctrl-C: first to stop in order, then to stop at once. */
export interface Interruption {
  stop: AbortSignal;
  force: AbortSignal;
  /** Whether it was a fault of our own that wished to stop. */
  isFaulty: () => boolean;
}

const SAME_PRESS = 400;

/**
 * Listens for the wish to stop: Ctrl-C, a polite kill, a closed terminal, the end of whoever started us, or a fault that
 * nobody caught. Nothing but that ends this process, so that it never leaves others behind.
 */
export function interruption(): Interruption {
  const stop = new AbortController();
  const force = new AbortController();
  let heardAt = Number.NEGATIVE_INFINITY;
  const hear = () => {
    // One press of Ctrl-C arrives several times: from the terminal, from npm, and from run.mjs.
    const again = performance.now() - heardAt > SAME_PRESS;
    heardAt = performance.now();
    if (!again) return;
    if (stop.signal.aborted) force.abort();
    else stop.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(name, hear);
  let faulty = false;
  process.on('uncaughtException', (error) => {
    faulty = true;
    process.stderr.write(`\n${explain(error)}\n`);
    stop.abort();
  });
  // Whoever read our output may leave before we do (`npm start | head`).
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  // Being told of our parent's end must not keep us alive.
  process.channel?.unref();
  return { stop: stop.signal, force: force.signal, isFaulty: () => faulty };
}
