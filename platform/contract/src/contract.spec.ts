import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, id } from './contract.ts';
import { formatAmount } from './money.ts';
import { parseOrProblem, problem, type ProblemError } from './problem.ts';

const garden = contract('garden');
const TreeId = id('TreeId');
const tree = garden.aggregate('tree', 'treeId');
const TreePlanted = tree.event('TreePlanted', 'A tree was planted.', { treeId: TreeId, height: z.number() });

describe('A message definition', () => {
  it('makes a message when it is called', () => {
    const treeId = TreeId.parse('oak-1');
    expect(TreePlanted({ treeId, height: 2 })).toEqual({ kind: 'event', type: 'TreePlanted', data: { treeId, height: 2 } });
  });
});

describe('What of an event is told outside the shop', () => {
  const leaf = (told: Record<string, 'changed' | string[]>) =>
    garden.aggregate('leaf', 'leafId', { told }).event('LeafFell', 'A leaf fell.', { leafId: z.string(), weight: z.number() });
  const shownBy = (event: ReturnType<typeof leaf>, roles: 'staff'[] = []) =>
    garden.query('GetLeaf', 'A leaf.', {}, { view: z.null(), roles, refreshedBy: [event] });

  it('is nothing, unless its aggregate says so', () => expect([TreePlanted.told, leaf({}).told]).toEqual([undefined, undefined]));
  it('is what its aggregate says, field by field', () =>
    expect([leaf({ LeafFell: ['weight'] }).told, leaf({ LeafFell: 'changed' }).told]).toEqual([['weight'], 'changed']));
  it('is no field that it has not', () => expect(() => leaf({ LeafFell: ['colour'] })).toThrow('LeafFell has no field colour'));
  it('is what refreshes a page that everybody may see', () => {
    expect(() => shownBy(leaf({}))).toThrow('GetLeaf is refreshed by LeafFell');
    expect(() => shownBy(leaf({ LeafFell: [] }))).not.toThrow();
    expect(() => shownBy(leaf({}), ['staff'])).not.toThrow();
  });
});

describe('A cookie', () => {
  const Basket = garden.cookie('basket', 'What is in the basket.', { keptFor: '2 minutes' });
  const anything = { view: z.string(), cookies: [Basket] };

  it('is kept for as long as it says, in seconds', () =>
    expect(Basket).toMatchObject({ vertical: 'garden', name: 'basket', keptFor: 120 }));
  it('is given to messages of its own vertical, and to no others', () => {
    expect(garden.query('GetBasket', 'The basket.', {}, anything).cookies).toEqual([Basket]);
    expect(() => contract('field').query('GetBasket', 'The basket.', {}, anything)).toThrow('a cookie of garden');
    expect(() => contract('field').command('Empty', 'No more basket.', {}, { cookies: [Basket] })).toThrow('a cookie of garden');
  });
  it('is not given to what is kept for everybody', () =>
    expect(() => garden.query('GetPicture', 'A picture.', {}, { ...anything, path: '/pictures' })).toThrow('kept for everybody'));
});

describe('A webhook', () => {
  const heard = (path: string, headers: string[] = ['gardener-signature']) =>
    garden.webhook('HearGardener', 'The gardener tells us something.', { path: path as '/webhooks/x', headers });

  it('is a command, whose data is what was posted', () => {
    const HearGardener = heard('/webhooks/gardener');
    expect([HearGardener.kind, HearGardener.webhook]).toEqual(['command', { path: '/webhooks/gardener', headers: ['gardener-signature'] }]);
    const posted = { body: btoa('to the byte'), headers: {} };
    expect(HearGardener.schema.parse(posted)).toEqual(posted);
    expect(HearGardener.schema.safeParse({ body: 'no base64!', headers: {} }).success).toBe(false);
  });
  it.each(['/gardener', '/webhooks/', '/webhooks/a/b', '/webhooks/A?b'])('has no address like %s', (path) =>
    expect(() => heard(path)).toThrow('no address of a webhook'),
  );
  it.each(['cookie', 'authorization', 'Gardener-Signature', 'a b'])('is given no header %s', (header) =>
    expect(() => heard('/webhooks/gardener', [header])).toThrow('is given no header'),
  );
});

describe('An id', () => {
  it.each(['a', 'CL-01', 'x_y-9'])('may be %s', (text) => expect(TreeId.safeParse(text).success).toBe(true));
  it.each(['', 'a.b', 'a b', '*', '>', '-a', 'é', 'x'.repeat(65)])('may not be "%s"', (text) =>
    expect(TreeId.safeParse(text).success).toBe(false),
  );
});

describe('A problem', () => {
  it('has the status and title of its type', () =>
    expect(problem('rejected', 'OrderIsEmpty')).toMatchObject({ status: 409, detail: 'OrderIsEmpty' }));
  it('names every error of an input with its path', () => {
    const parse = () => parseOrProblem(z.object({ a: z.number(), b: z.array(z.string()) }), { a: 'x', b: [1] }, 'thing');
    const { errors } = (() => {
      try {
        return parse() as never;
      } catch (error) {
        return (error as ProblemError).problem;
      }
    })() as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(['/a', '/b/0']);
  });
  it('lists so many errors that the answer has room for them, whatever was sent', () => {
    const parse = () =>
      parseOrProblem(
        z.record(z.string(), z.string()),
        Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [`${n}`.repeat(1000), n])),
        'thing',
      );
    let told: ProblemError | undefined;
    try {
      parse();
    } catch (error) {
      told = error as ProblemError;
    }
    expect(told?.problem.detail).toMatch(/^thing: \/0{299} \w.*, and 8999 more error\(s\)$/);
    expect(JSON.stringify(told?.problem).length).toBeLessThan(512 * 1024);
  });
});

describe('An amount', () => {
  it.each([
    [5700, { code: 'XTS', symbol: 'Ø', digits: 0 }, '5700 Ø'],
    [11400, { code: 'XTS', symbol: 'Ø', digits: 0 }, '11400 Ø'],
    [5_490_000, { code: 'EUR', symbol: '€', digits: 2 }, '54,900.00 €'],
    [0, { code: 'JPY', symbol: '¥', digits: 0 }, '0 ¥'],
  ])('%d is written %s', (amount, currency, text) => expect(formatAmount(amount, currency)).toBe(text));
});
