/** The two wishes of whoever presses Ctrl-C: first to stop in order, then to stop at once. */
export interface Interruption {
  stop: AbortSignal;
  force: AbortSignal;
}

const SAME_PRESS = 400;

/** Listens for the wish to stop: Ctrl-C, a polite kill, a closed terminal, or the end of whoever started us. */
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
  // Being told of our parent's end must not keep us alive.
  process.channel?.unref();
  return { stop: stop.signal, force: force.signal };
}
