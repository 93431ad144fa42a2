import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AggregateState, History, platformMessages, subjects, Verification } from '@jogakbo/protocol';
import { AggregateStreams } from '@jogakbo/vertical';
import { HistoryHandler, JetStreamLog, logProviders, StateHandler, VerificationHandler } from '@jogakbo/vertical/testing';
import { ProblemFilter, Requests, RequestServer } from '@jogakbo/runtime';
import { counterDecider, CountUp } from './counting.ts';
import { groundFor, type Ground } from './ground.ts';

let ground: Ground;
let server: INestMicroservice;
let requests: Requests;
let between: string;

/** The part of a vertical's process that answers about its log. */
async function startAnswering(): Promise<INestMicroservice> {
  const { database, ...broker } = await ground.another();
  const use = { vertical: 'counting', keepsLog: true, deciders: [counterDecider], reads: [], stop: new AbortController().signal };
  @Module({})
  class Answering {}
  const strategy = new RequestServer(broker.connection, { vertical: 'counting', version: 'v1', messages: new Map() });
  const module = {
    module: Answering,
    controllers: [HistoryHandler, StateHandler, VerificationHandler],
    providers: logProviders(use, new JetStreamLog('counting', broker), database),
  };
  const app = await NestFactory.createMicroservice(module, { strategy, logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen();
  await broker.connection.flush();
  return app;
}

beforeAll(async () => {
  ground = await groundFor('counting');
  const log = new JetStreamLog('counting', ground);
  const counters = new AggregateStreams(counterDecider, { log, now: () => new Date(), newId: randomUUID, random: Math.random });
  await counters.decide(CountUp({ counterId: 'one', by: 2 }), 'command-1');
  await new Promise((resolve) => setTimeout(resolve, 5));
  between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await counters.decide(CountUp({ counterId: 'one', by: 1 }), 'command-2');
  server = await startAnswering();
  requests = new Requests((await ground.another('operator')).connection);
});
afterAll(async () => {
  await server?.close();
  await ground?.stop();
});

const ask = (message: string, data: unknown) => requests.ask(subjects.request('counting', 'v1', message), data, 5000);
const one = { aggregate: 'counter', key: 'one' };
const refused = (status: number, detail?: string) => ({ problem: expect.objectContaining({ status, ...(detail && { detail }) }) });

describe('The operator', () => {
  it('is told what has happened to an aggregate', async () => {
    const { commits, findings } = History.parse(await ask(platformMessages.history, one));
    expect(findings).toEqual([]);
    expect(commits).toMatchObject([
      { version: 2, position: 1, causationId: 'command-1', events: [{ data: { nth: 1 } }, { data: { nth: 2 } }] },
      { version: 3, position: 2, causationId: 'command-2', events: [{ type: 'Counted', data: { counterId: 'one', nth: 3 } }] },
    ]);
  });

  it('is told what it is, was, and what has changed', async () => {
    const stateOf = async (points: object) => AggregateState.parse(await ask(platformMessages.state, { ...one, ...points }));
    expect(await stateOf({})).toMatchObject({ version: 3, state: { value: 3 } });
    expect(await stateOf({ asOf: { at: between } })).toMatchObject({ version: 2, state: { value: 2 } });
    expect(await stateOf({ since: { version: 1 } })).toMatchObject({
      since: { version: 1, changes: [{ path: '/value', before: 1, after: 3 }] },
    });
  });

  it('is told that the log is as it was written', async () => {
    expect(Verification.parse(await ask(platformMessages.verification, {}))).toEqual({
      ...{ vertical: 'counting', log: { commits: 2, streams: 1 }, findings: [], total: 0 },
    });
  });

  it('hears of no damage where a relay has only found out afterwards what its predecessor sent', async () => {
    const { commits } = History.parse(await ask(platformMessages.history, one));
    for (const id of [randomUUID(), commits[1]!.id])
      await ground.database.query("insert into outbox (event_id, subject, headers, data, log_position) values ($1, $2, '{}', '{}', 2)", [
        id,
        subjects.log('counting', 'counter', 'one'),
      ]);
    expect(await ask(platformMessages.verification, {})).toMatchObject({ total: 0 });
    await ground.database.query('update outbox set event_id = $1 where event_id = $2', [randomUUID(), commits[1]!.id]);
    expect(await ask(platformMessages.verification, {})).toMatchObject({
      findings: [{ position: 2, what: 'The outbox has seen another commit here than stands here now.' }],
    });
  });

  it('is told why there is no answer', async () => {
    const history = (of: object) => ask(platformMessages.history, of);
    await expect(history({ ...one, key: 'two' })).rejects.toMatchObject(refused(404, 'Nothing has happened to counter two'));
    await expect(history({ ...one, aggregate: 'door' })).rejects.toMatchObject(
      refused(404, 'There is no aggregate door; there is: counter'),
    );
    await expect(history({ ...one, key: '*' })).rejects.toMatchObject(refused(400));
    await expect(ask(platformMessages.state, { ...one, asOf: { version: 9 } })).rejects.toMatchObject(
      refused(404, 'There is no version 9: 3 is the newest'),
    );
  });

  it('may ask nothing else', async () => {
    const { connection, jetstream } = await ground.another('operator');
    const counting = new Requests(connection);
    await expect(counting.ask(subjects.request('counting', 'v1', CountUp.type), {}, 500)).rejects.toMatchObject({
      problem: { status: 503 },
    });
    await expect(jetstream.publish(subjects.log('counting', 'counter', 'one'), '{}')).rejects.toThrow(/not enabled/);
  });
});
