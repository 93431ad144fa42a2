import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  contract,
  hasPersonal,
  parseOrProblem,
  personal,
  personalFields,
  ProblemError,
  type AnyDefinition,
  type CommandDefinition,
  type EventDefinition,
} from '@jogakbo/contract';
import { decider, projection, table } from '@jogakbo/domain';
import { contracts } from '../contracts.ts';
import { declaredVerticals } from '../verticals.ts';
import { unforgettable, unforgotten } from './forgetting.ts';
import { isSuspicious, unmarkedTexts } from './texts.ts';

/** What looks as if it were about a person, and is not; by the end of its path. */
const ABOUT_THINGS: readonly (readonly [RegExp, string])[] = [
  [/[.:](products|variants|lines|categories|category)\.name$/, 'what can be bought, and how it is sorted'],
  [/^(ProductListed|GetProductPage:|GetRecommendations:)\.name$/, 'a product'],
  [/[.:]stores?\.(name|street|city)$/, 'a store of the shop'],
  [/^(StoreOpened|ListStores:)\.(name|street|city)$/, 'a store of the shop'],
  [/\.feed\.name$/, 'the shop'],
  [/^ListPaymentMethods:\.name$/, 'a way to pay'],
  [/(\.visitorDigest|^ListUnpaidOrders:\.visitor)$/, 'a digest of a random key: whose it is, only a browser knows'],
];
const isAboutThings = (text: string) => ABOUT_THINGS.some(([things]) => things.test(text));

const all = contracts.flatMap(({ vertical, messages }) => messages.filter((message) => message.vertical === vertical));
const suspicious = (messages: readonly AnyDefinition[]) => messages.flatMap(unmarkedTexts).filter(isSuspicious);
const verticals = await declaredVerticals();

describe('What is about a person', () => {
  it('is marked: whatever looks like it either is, or is said here to be about things', () =>
    expect(suspicious(all).filter((text) => !isAboutThings(text))).toEqual([]));

  it('is excepted only where there is something to except', () =>
    expect(ABOUT_THINGS.filter(([things]) => !suspicious(all).some((text) => things.test(text)))).toEqual([]));

  it('can be forgotten: its aggregate has an event for it', () =>
    expect(verticals.flatMap(({ definition }) => unforgettable(definition))).toEqual([]));

  it('is gone from every row with that event', () => {
    const sampleOf = ({ vertical, type, version }: EventDefinition) => {
      const { folder } = contracts.find((contract) => contract.vertical === vertical)!;
      return JSON.parse(readFileSync(path.join(folder, 'samples', `${type}.v${version}.json`), 'utf8')).data;
    };
    expect(verticals.flatMap(({ definition }) => unforgotten(definition, sampleOf))).toEqual([]);
  });

  const telling = all.filter((message): message is CommandDefinition => message.kind === 'command' && hasPersonal(message.schema));
  it('is told by some commands', () => expect(telling.map(({ type }) => type)).toContain('PlaceOrder'));
  it.each(telling)('is not told again by what refuses $type', (command) => {
    const secret = 'Xaverine'.repeat(1000);
    const shape = (command.schema as unknown as z.ZodObject).shape as Record<string, z.ZodType>;
    for (const said of [secret, [secret], { secret }]) {
      const input = Object.fromEntries(Object.entries(shape).map(([field, schema]) => [field, hasPersonal(schema) ? said : undefined]));
      const refusal = refusalOf(command, input);
      expect(refusal.problem.errors!.length).toBeGreaterThan(0);
      expect(JSON.stringify(refusal.problem)).not.toContain('Xaver');
    }
  });
});

function refusalOf({ schema, type }: CommandDefinition, input: unknown): ProblemError {
  try {
    parseOrProblem(schema, input, type);
  } catch (error) {
    return error as ProblemError;
  }
  throw new Error(`${type} was not refused`);
}

describe('The rules bite', () => {
  const club = contract('club');
  const member = club.aggregate('member', 'memberId');
  const memberId = z.string();
  const MemberJoined = member.event('MemberJoined', 'Joined.', { memberId, name: personal(z.string()).nullable() });
  const MemberForgotten = member.event('MemberForgotten', 'Forgotten.', { memberId }, { forgets: true });
  const members = (events: object) =>
    decider('member', { initialState: () => null, commands: {}, events: events as any, decide: {}, evolve: {} as any });
  const list = (on: object, from: object = { MemberJoined, MemberForgotten }) =>
    projection('members', { into: table<any>('member', 'memberId'), from: from as any, on: on as any });
  const MemberOnList = (joined: object) => joined;
  const sampleOf = () => ({ memberId: 'm-1', name: 'Ada' });

  it('on texts that nobody has marked, however deep', () => {
    const Person = z.object({ fullName: z.string(), email: z.array(z.string()).optional() });
    const joined = club.query('ListMembers', 'All.', {}, { view: z.array(z.object({ person: Person.nullable() })) });
    expect(suspicious([joined])).toEqual(['ListMembers:.person.fullName', 'ListMembers:.person.email']);
    expect(suspicious([club.command('Join', 'Joins.', { birthCity: z.string().trim().min(1), note: z.string() })])).toEqual([
      'Join.birthCity',
    ]);
    expect(suspicious([MemberJoined])).toEqual([]);
    expect(personalFields(MemberJoined)).toEqual(['name']);
  });
  it('on an aggregate that cannot forget', () => {
    expect(unforgettable({ deciders: [members({ MemberJoined })] })).toEqual(['member has no event that forgets what MemberJoined says']);
    expect(unforgettable({ deciders: [members({ MemberJoined, MemberForgotten })] })).toEqual([]);
  });
  it('on a view that does not', () => {
    const keeps = list({ MemberJoined: MemberOnList, MemberForgotten: (_: object, row: object) => row });
    const forgets = list({ MemberJoined: MemberOnList, MemberForgotten: (_: object, row: object) => ({ ...row, name: null }) });
    const leaves = list({ MemberJoined: MemberOnList }, { MemberJoined });
    const counts = list({ MemberJoined: () => ({ memberId: 'm-1' }) }, { MemberJoined });
    const of = (projection: object) =>
      unforgotten({ deciders: [members({ MemberJoined, MemberForgotten })], projections: [projection as never] }, sampleOf);
    expect([keeps, leaves].flatMap(of)).toEqual(['members keeps what MemberJoined says', 'members keeps what MemberJoined says']);
    expect([forgets, counts].flatMap(of)).toEqual([]);
  });
});
