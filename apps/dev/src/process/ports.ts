import { createServer } from 'node:net';
import { Problem } from '../problem.ts';

// Below what Linux (from 32768) and macOS (from 49152) give to sockets that ask for any port: nobody gets one of these by
// chance between its choice and its use, which may be a whole build later.
const FIRST = 20_000;
const LAST = 32_767;

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));

/** A port that is free on this machine now, and that this process has not given away lately. */
export async function freePort(): Promise<number> {
  for (let tried = FIRST; tried <= LAST; tried++) {
    const port = next;
    next = next === LAST ? FIRST : next + 1;
    if (!(await faultOf({ host: '127.0.0.1', port }))) return port;
  }
  throw new Problem(`All ports from ${FIRST} to ${LAST} are taken`, 'end what holds them');
}

/** A port that a setting asks for: which setting, on which address. */
export interface WantedPort {
  setting: string;
  host: string;
  port: number;
}

/** Refuses, in one Problem, all the ports that somebody else holds, naming the setting that chooses each. */
export async function requireFree(wanted: WantedPort[]): Promise<void> {
  const faults = await Promise.all(wanted.filter(({ port }) => port !== 0).map(async (one) => ({ one, fault: await faultOf(one) })));
  const taken = faults.filter(({ fault }) => fault);
  if (taken.length === 0) return;
  const named = taken.map(({ one, fault }) => `${one.host}:${one.port} ${fault} (${one.setting})`);
  const cure = taken.map(({ one }) => `${one.setting}=${one.port + 1000}`).join(' ');
  throw new Problem(
    `Ports that the shop needs can't be used: ${named.join(', ')}`,
    `stop what holds them, or choose others, such as: ${cure} npm start`,
  );
}

function faultOf({ host, port }: Omit<WantedPort, 'setting'>): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(faults[error.code ?? ''] ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

const faults: Record<string, string> = {
  EADDRINUSE: 'is taken',
  EACCES: 'needs more rights than you have',
  EADDRNOTAVAIL: 'is not an address of this machine (HOST)',
  ENOTFOUND: 'is not an address of this machine (HOST)',
};
