import { randomUUID } from 'node:crypto';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/protocol';
import { counterOf } from './counter.ts';
import type { MeasuredLog } from './ground.ts';
import type { Peer } from './peer.ts';

/** Appends under way at once, each to a stream of its own. */
export const AT_ONCE = 64;

/** Appends one after the other to one stream that nobody else has, `count` times. */
export type Appending = (stream: string, count: number) => Promise<void>;

/** Decisions, as a vertical makes them: each is checked against what the stream was when it was made. */
export function deciding(vertical: string, { log }: MeasuredLog): Appending {
  const { CountUp, streams } = counterOf(vertical);
  const counters = streams(log);
  return async (counterId, count) => {
    for (let time = 0; time < count; time += 1) await counters.decide(CountUp({ counterId, by: 1 }));
  };
}

/** What the broker itself can do: the same bytes, made beforehand, published with the same check. */
export function publishing(vertical: string, { log, jetstream }: MeasuredLog): Appending {
  const alike = likeOurs(vertical, log);
  return async (stream, count) => {
    const { given, body } = await alike;
    const headers = natsHeaders();
    for (const [name, value] of given) headers.set(name, value);
    const subject = subjects.log(vertical, 'raw', stream);
    for (let time = 0, last = 0; time < count; time += 1) {
      const expect = { lastSubjectSequence: last };
      ({ seq: last } = await jetstream.publish(subject, body, { headers, msgID: randomUUID(), expect }));
    }
  };
}

async function likeOurs(vertical: string, log: MeasuredLog['log']) {
  const { CountUp, streams } = counterOf(vertical);
  const counterId = randomUUID();
  await streams(log).decide(CountUp({ counterId, by: 1 }));
  const [commit] = await log.readAfter(subjects.log(vertical, 'counter', counterId), 0);
  return { given: Object.entries(commit!.headers).filter(([name]) => !/^nats-/i.test(name)), body: commit!.body };
}

/** The peer's appends: an event like ours, with the version that the stream must have. */
export const appendingTo =
  (peer: Peer): Appending =>
  async (stream, count) => {
    for (let version = 0; version < count; version += 1)
      await peer.append(stream, { type: 'Counted', data: { counterId: stream, nth: version + 1 } }, version);
  };

/** Appends a second, many under way at once. */
export async function rateOf(append: Appending, appends: number): Promise<number> {
  const each = Math.floor(appends / AT_ONCE);
  const begun = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => append(randomUUID(), each)));
  return (each * AT_ONCE) / ((performance.now() - begun) / 1000);
}
