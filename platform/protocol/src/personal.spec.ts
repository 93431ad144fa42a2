import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { current, currentWith } from './commit.ts';
import { contract, hasPersonal, isPersonal, isSealed, personal, personalFields, withoutPersonal } from '@jogakbo/contract';

const library = contract('library');
const loan = library.aggregate('loan', 'loanId');
const Reader = z.object({ name: personal(z.string()) });
const shape = {
  loanId: z.string(),
  title: z.string(),
  reader: personal(Reader).nullable(),
  phone: personal(z.string()).nullable().optional(),
};
const BookLent = loan.event('BookLent', 'Somebody has a book.', shape);
const sealed = { sealed: 'abc' };
const logged = (data: object, version = 1) => ({ type: 'BookLent', version, data: () => data });

describe('What is personal', () => {
  it('is marked, and stays so whatever is made of it', () => {
    const name = personal(z.string().min(1));
    expect([name, name.nullable(), name.optional(), name.nullable().default(null)].map(isPersonal)).toEqual([true, true, true, true]);
    expect([z.string(), Reader, undefined, () => {}].map(isPersonal)).toEqual([false, false, false, false]);
    expect(hasPersonal(z.array(z.union([z.string(), Reader])))).toBe(true);
    expect(hasPersonal(z.array(z.object({ title: z.string() })))).toBe(false);
    expect(z.toJSONSchema(Reader).properties).toMatchObject({ name: { type: 'string', 'x-personal': true } });
  });
  it('is some fields of an event', () => expect(personalFields(BookLent)).toEqual(['reader', 'phone']));

  it('nobody reads by the event alone: sealed or not, it is `null`', () => {
    const nobodys = { loanId: 'l', title: 'Emma', reader: null };
    expect(current(BookLent, logged({ ...nobodys, reader: sealed }))).toEqual(nobodys);
    expect(current(BookLent, logged({ ...nobodys, reader: { name: 'Ada' } }))).toEqual(nobodys);
    expect(withoutPersonal(BookLent, { ...nobodys, reader: { name: 'Ada' }, phone: '1' })).toEqual({ ...nobodys, phone: null });
  });
  it('is read by whoever has opened it', () => {
    const data = { loanId: 'l', title: 'Emma', reader: { name: 'Ada' } };
    expect(currentWith(BookLent, logged(data))).toEqual(data);
  });
  it('may have been sealed in a former version, and be no field any more', () => {
    const upcasts = { 1: ({ loanId }: any) => ({ loanId }) };
    const Lent = loan.event('BookLent', 'Somebody has a book.', { loanId: z.string() }, { version: 2, upcasts });
    expect(current(Lent, logged({ loanId: 'l', reader: sealed }))).toEqual({ loanId: 'l' });
    const asNull = loan.event('BookLent', '', { loanId: z.string(), reader: z.null() }, { version: 2, upcasts: { 1: (data) => data } });
    expect(current(asNull, logged({ loanId: 'l', reader: sealed }))).toEqual({ loanId: 'l', reader: null });
  });
  it('is sealed only if it looks exactly so', () =>
    expect([sealed, { ...sealed, more: 1 }, { sealed: 7 }, 'sealed', null].map(isSealed)).toEqual([true, false, false, false, false]));
});

describe('A message is refused where it is defined', () => {
  const loanId = z.string();
  it.each([
    ['which could not be forgotten', { loanId, name: personal(z.string()) }, 'name is personal, so it will be forgotten'],
    ['of which only a part could be sealed', { loanId, reader: Reader }, 'something in reader is personal'],
    ['of which each of many would have to be sealed', { loanId, readers: z.array(Reader) }, 'something in readers is personal'],
    ['whose subject would say it', { loanId: personal(z.string()) }, 'What names an aggregate'],
  ])('as an event %s', (_, shape, reason) => expect(() => loan.event('Lent', 'Lent.', shape)).toThrow(reason));
  it('as an event of which it would be told outside', () => {
    const told = library.aggregate('loan', 'loanId', { told: { Lent: ['name'] } });
    expect(() => told.event('Lent', 'Lent.', { loanId, name: personal(z.string()).nullable() })).toThrow('told outside of Lent');
  });
  it('as a query that would say it in its address', () =>
    expect(() => library.query('FindLoans', 'Loans.', { name: personal(z.string()) }, { view: z.null() })).toThrow('FindLoans is asked'));
  it('as a command that would wait with it, and be a dead letter with it', () => {
    const Remind = library.command('RemindReader', 'Reminds.', { loanId: z.string(), reader: Reader });
    expect(() => Remind.from(() => ({ loanId: 'l', reader: { name: 'Ada' } }))).toThrow('RemindReader, sent without waiting,');
    expect(() => Remind.fromEach(() => [])).toThrow('sent without waiting');
  });
});
