import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { endedSession, endedSessionStream } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';
import { readBatch } from '@jogakbo/runtime';

/** Milliseconds. */
const PATIENCE = 2000;

/** Which sessions have been ended before their time. */
export interface Ended {
  /** @throws ProblemError `unavailable` when nobody can say it. */
  has(id: string): Promise<boolean>;
  /** @throws ProblemError `unavailable` when it can't be kept. */
  add(id: string): Promise<void>;
}

/** Ended sessions in a bucket that all gateways share and that outlasts them; the server forgets each when it would be over anyway. */
export class EndedSessions implements Ended {
  constructor(private readonly connection: NatsConnection) {}

  has(id: string): Promise<boolean> {
    const wanted = { stream: endedSessionStream, newestOf: endedSession(id) };
    return asking(async () => (await readBatch(this.connection, wanted)).messages.length > 0);
  }
  add(id: string): Promise<void> {
    return asking(async () => void (await jetstream(this.connection, { timeout: PATIENCE }).publish(endedSession(id), '')));
  }
}

async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new ProblemError(problem('unavailable', 'Who has signed in can’t be looked up just now.', { retryAfter: 1000 }), { cause });
  }
}
