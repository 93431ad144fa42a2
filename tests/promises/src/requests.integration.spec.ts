import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { concatMap, of, timer } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { platformMessages, subjects } from '@jogakbo/protocol';
import { CommandHandler, QueryHandler } from '@jogakbo/vertical';
import { PlatformHandler, currentCall, ProblemFilter, remaining, Requests, RequestServer } from '@jogakbo/runtime';
import { NamedRequests } from '@jogakbo/vertical/testing';
import { groundFor, type Ground } from './ground.ts';

const asking = contract('asking');
const Echo = asking.query('Echo', 'Says the same again.', { text: z.string().max(5), after: z.number().default(0) }, { view: z.any() });
const Left = asking.query('Left', 'How long there is left to answer.', {}, { view: z.number(), deadline: 500 });
const Fail = asking.query('Fail', 'Fails in a way of its own.', { how: z.enum(['no', 'crash']) }, { view: z.any() });
const Never = asking.query('Never', 'Has no answer.', {}, { view: z.any(), deadline: 100 });
const Basket = asking.cookie('basket', 'What somebody has.', { keptFor: '1 day' });
const Somebody = asking.cookie('somebody', 'Who it is.', { keptFor: '1 day', identifies: true });
const Take = asking.command(
  'Take',
  'Puts so many more into the basket.',
  { pieces: z.number().positive(), note: z.string().optional() },
  { cookies: [Basket, Somebody], result: z.number() },
);
const Mend = asking.command('Mend', 'Only staff may.', {}, { roles: ['staff'] });

const waiting = new Map<number, () => void>();
let echoes = 0;
/** What the views of the vertical have yet to see. */
let unseen: PromiseWithResolvers<void> | undefined;
let taken = 0;

@QueryHandler(Echo)
class EchoHandler {
  async answer({ text, after }: DataOf<typeof Echo>) {
    echoes += 1;
    if (after) await new Promise<void>((resolve) => waiting.set(after, resolve));
    return { text };
  }
}
@QueryHandler(Left)
class LeftHandler {
  answer() {
    return remaining();
  }
}
@QueryHandler(Fail)
class FailHandler {
  answer({ how }: DataOf<typeof Fail>): never {
    if (how === 'no') throw new ProblemError(problem('rejected', 'ShopIsClosed'));
    throw new Error('secret details');
  }
}
@QueryHandler(Never)
class NeverHandler {
  answer() {
    return new Promise(() => {});
  }
}
@CommandHandler(Take)
class TakeHandler {
  handle({ pieces, note }: DataOf<typeof Take>) {
    if (note === 'not today') throw new ProblemError(problem('rejected', 'ShopIsClosed'));
    const { cookies } = currentCall()!;
    const all = Number(cookies!.get(Basket) ?? 0) + pieces;
    cookies!.set(Basket, String(all));
    cookies!.set(Somebody, cookies!.get(Somebody) ?? 'new');
    taken += pieces;
    return all;
  }
}
@CommandHandler(Mend)
class MendHandler {
  handle() {
    return null;
  }
}
@PlatformHandler(platformMessages.page)
class PartsHandler {
  answer() {
    return of('one', 'two', 'three').pipe(concatMap((part) => timer(1).pipe(concatMap(() => [part]))));
  }
}

@Module({ controllers: [EchoHandler, LeftHandler, FailHandler, NeverHandler, TakeHandler, MendHandler, PartsHandler] })
class AskingModule {}

let ground: Ground;
let requests: Requests;

async function startReplica(vertical = 'asking') {
  const { connection, database } = await ground.another(vertical);
  const messages = new Map([Echo, Left, Fail, Never, Take, Mend].map((message) => [message.type as string, message])) as never;
  const named = new NamedRequests(database);
  const strategy = new RequestServer(connection, { vertical, version: 'v1', messages, named, caughtUp: async () => unseen?.promise });
  const app = await NestFactory.createMicroservice(AskingModule, { strategy, logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen();
  await connection.flush();
  return app;
}
const ask = (message: { type: string }, data: unknown, deadline = 5000, headers = {}) =>
  requests.ask(subjects.request('asking', 'v1', message.type), data, deadline, headers);
const refused = (status: number, rest: object = {}) => expect.objectContaining({ problem: expect.objectContaining({ status, ...rest }) });

beforeAll(async () => {
  ground = await groundFor('asking');
  // The gateway asks: a vertical has no right to ask another.
  requests = new Requests((await ground.another('gateway')).connection);
  await startReplica();
});
afterAll(() => ground?.stop());

describe('A request', () => {
  it('is answered', async () => expect(await ask(Echo, { text: 'hello' })).toEqual({ text: 'hello' }));

  it('that does not fit its schema is refused with every error and its path', async () => {
    await expect(ask(Echo, { text: 'too long for it', after: 'x' })).rejects.toEqual(
      refused(400, { errors: [expect.objectContaining({ path: '/text' }), expect.objectContaining({ path: '/after' })] }),
    );
  });

  it('gets the reason of a refusal, and no details of a crash', async () => {
    await expect(ask(Fail, { how: 'no' })).rejects.toEqual(refused(409, { detail: 'ShopIsClosed' }));
    const crash = await ask(Fail, { how: 'crash' }).catch((error: ProblemError) => error.problem);
    expect(crash).toMatchObject({ status: 500 });
    expect(JSON.stringify(crash)).not.toContain('secret');
  });

  it('waits until the views have seen what its caller knows of, when it is a query', async () => {
    unseen = Promise.withResolvers();
    const before = echoes;
    const answer = ask(Echo, { text: 'later' });
    // The command was sent after the query, and is answered while that waits.
    expect(await ask(Take, { pieces: 1 })).toBe(1);
    expect(echoes).toBe(before);
    unseen.resolve();
    expect(await answer).toEqual({ text: 'later' });
  });

  it('needs the role that its message names', async () => {
    await expect(ask(Mend, {})).rejects.toEqual(refused(403));
    expect(await ask(Mend, {}, 5000, { 'jogakbo-roles': 'staff' })).toBeNull();
  });

  it('carries its deadline, which only shortens', async () => {
    expect(await ask(Left, {}, 200)).toBeLessThanOrEqual(200);
    expect(await ask(Left, {}, 60_000)).toBeLessThanOrEqual(500);
  });

  it('that nobody can answer fails at once', async () => {
    await expect(requests.ask('rpc.asking.v2.Echo', { text: 'hello' }, 60_000)).rejects.toEqual(refused(503));
  });

  it('that is not answered in time is given up', async () => {
    await expect(ask(Echo, { text: 'late', after: 99 }, 50)).rejects.toEqual(refused(504));
    waiting.get(99)?.();
  });

  it('whose handler never ends is answered at its deadline', async () => {
    await expect(ask(Never, {}, 20_000)).rejects.toEqual(refused(504));
  });

  it('for a page is answered in parts, which arrive in order', async () => {
    await startReplica('shell');
    const parts: unknown[] = [];
    for await (const part of requests.parts(subjects.request('shell', 'v1', platformMessages.page), {}, 5000)) parts.push(part);
    expect(parts).toEqual(['one', 'two', 'three']);
  });

  it('is answered by one replica of many', async () => {
    const second = await startReplica();
    const before = echoes;
    expect(await Promise.all(Array.from({ length: 50 }, () => ask(Echo, { text: 'hello' })))).toHaveLength(50);
    await second.close();
    expect(echoes - before).toBe(50);
  });
});

describe('A request that its caller has named', () => {
  const take = (name: string, data: object, cookies = '') =>
    requests.answer(subjects.request('asking', 'v1', Take.type), data, 5000, {
      ...{ 'jogakbo-named': name, 'jogakbo-cookies': cookies },
    });
  const ben = 'somebody=ben';

  it('is carried out once, and answered as before with what the browser is to keep', async () => {
    const before = taken;
    const first = await take('a', { pieces: 2 }, `${ben}; basket=3`);
    expect(first).toEqual({ body: 5, cookies: 'basket=5; somebody=ben' });
    expect(await take('a', { pieces: 2 }, `${ben}; basket=5`)).toEqual({ body: 5, cookies: 'basket=5' });
    expect(taken - before).toBe(2);
  });

  it('is refused where something else was asked for under that name, and nothing is carried out', async () => {
    await take('b', { pieces: 1, note: 'blue' }, ben);
    expect((await take('b', { note: 'blue', pieces: 1 }, ben)).body).toBe(1);
    const before = taken;
    for (const other of [{ pieces: 2, note: 'blue' }, { pieces: 1 }])
      await expect(take('b', other, ben)).rejects.toEqual(refused(422, { type: 'urn:jogakbo:problem:name-taken' }));
    expect(taken).toBe(before);
  });

  it('is another visitor’s own, also of one who was nobody before', async () => {
    expect((await take('c', { pieces: 1 })).cookies).toContain('somebody=new');
    await expect(take('c', { pieces: 2 }, 'somebody=new')).rejects.toEqual(refused(422));
    expect((await take('c', { pieces: 2 }, ben)).body).toBe(2);
  });

  it('may be asked for again after it was refused', async () => {
    for (const _ of [1, 2]) await expect(take('d', { pieces: 1, note: 'not today' }, ben)).rejects.toEqual(refused(409));
    await expect(take('d', { pieces: 1 }, ben)).rejects.toEqual(refused(422));
  });

  it('leaves nothing behind that opens what is the visitor’s, and is forgotten after a day', async () => {
    await take('e', { pieces: 1 }, 'somebody=secret');
    expect(JSON.stringify(await ground.database.query('select * from named_request'))).not.toContain('secret');
    await ground.database.query("update named_request set asked_at = now() - interval '25 hours'");
    await startReplica();
    await Promise.all(Array.from({ length: 20 }, (_, nth) => take(`f${nth}`, { pieces: 1 }, ben)));
    expect(await ground.database.query("select 1 from named_request where asked_at < now() - interval '1 day'")).toEqual([]);
  });
});

describe('A stop', () => {
  it('answers every request that was accepted, and takes no new ones', async () => {
    const vertical = await startReplica();
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    const answers = Promise.all(numbers.map((after) => ask(Echo, { text: 'hi', after }, 20_000)));
    await expect.poll(() => numbers.every((number) => waiting.has(number))).toBe(true);
    const stopped = vertical.close();
    expect(await Promise.all(numbers.map(() => ask(Echo, { text: 'new' })))).toHaveLength(40);
    for (const number of numbers) waiting.get(number)!();
    expect(await answers).toHaveLength(40);
    await stopped;
  });
});
