import { NoRespondersError, RequestError, TimeoutError } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machine, runOn, type JetStream } from '@jogakbo/runtime';
import { JetStreamLog } from './jetstream-log.ts';

/** As NATS 2.15 answers for some 70 ms while it takes up other rights. */
const withoutJetStream = () =>
  new Error('jetstream is not enabled', { cause: new RequestError('no responders', { cause: new NoRespondersError('$JS.API') }) });

let asked: number;
let goBack: () => void;
// Nobody waits for what takes its time.
beforeEach(() => void (goBack = runOn({ ...machine, pause: () => Promise.resolve() })));
afterEach(() => goBack());

/** A log whose server fails so often, and then has a message at 7. */
function logAfter(failures: Error[]) {
  asked = 0;
  const getMessage = async () => {
    const failure = failures[asked++];
    if (failure) throw failure;
    return { seq: 7 };
  };
  return new JetStreamLog('counting', { manager: { streams: { getMessage } } } as unknown as JetStream);
}

describe('A log whose server has no JetStream for a moment', () => {
  it('is asked again', async () => {
    expect(await logAfter([withoutJetStream(), withoutJetStream()]).lastPosition('counting.log.counter.one')).toBe(7);
    expect(asked).toBe(3);
  });
  it('is not asked for ever', async () => {
    const failures = Array.from({ length: 10 }, withoutJetStream);
    await expect(logAfter(failures).lastPosition('counting.log.counter.one')).rejects.toThrow('jetstream is not enabled');
    expect(asked).toBe(5);
  });
  it('is asked once when it is silent: that has taken long enough', async () => {
    await expect(logAfter([new TimeoutError()]).lastPosition('counting.log.counter.one')).rejects.toThrow(TimeoutError);
    expect(asked).toBe(1);
  });
});
