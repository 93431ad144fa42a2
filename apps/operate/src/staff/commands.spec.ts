import { Problem } from '@jogakbo/dev';
import { describe, expect, it } from 'vitest';
import { actsIn } from './acts.ts';
import { actIn } from './commands.ts';
import { actLines, refusal } from './lines.ts';

const input = (properties: object, required: string[]) => ({ 'application/json': { schema: { type: 'object', properties, required } } });
const staff = [{ staff: [] }];
const receive = {
  operationId: 'inventory.ReceiveStock',
  summary: 'Receives pieces into stock.',
  security: staff,
  requestBody: {
    content: input({ stockId: { type: 'string' }, quantity: { type: 'integer' }, places: { type: 'array' } }, ['stockId', 'quantity']),
  },
};
const list = {
  operationId: 'inventory.ListStock',
  summary: 'What is on hand.',
  security: staff,
  parameters: [{ $ref: '#/components/parameters/Release' }, { name: 'data', in: 'query', content: input({}, []) }],
};
const acts = actsIn({
  paths: {
    '/api/inventory/ReceiveStock': { post: receive },
    '/api/inventory/ListStock': { get: list },
    '/api/assortment/ListStock': { get: { ...list, operationId: 'assortment.ListStock' } },
    '/api/inventory/GetStock': { get: { ...list, operationId: 'inventory.GetStock', security: undefined } },
  },
});
const read = (line: string) => actIn(line.split(' '), acts);

describe('What staff can do', () => {
  it('is what needs their role, and says how it is asked for', () =>
    expect(actLines(acts)).toEqual([
      'assortment/ListStock',
      '    What is on hand.',
      'inventory/ListStock',
      '    What is on hand.',
      'inventory/ReceiveStock --stockId <string> --quantity <integer> [--places <array>]',
      '    Receives pieces into stock.',
    ]));

  it('is asked for by name, with data of the kind that is wanted', () => {
    expect(read('ReceiveStock --stockId 7@central --quantity 5 --places [1]')).toMatchObject({
      act: { path: '/api/inventory/ReceiveStock', method: 'POST' },
      data: { stockId: '7@central', quantity: 5, places: [1] },
    });
    expect(read('ReceiveStock --quantity -5 --stockId A').data).toEqual({ stockId: 'A', quantity: -5 });
    expect(read('inventory/ListStock')).toMatchObject({ act: { method: 'GET' }, data: {} });
  });

  it.each([
    ['GetStock', 'Unknown command: GetStock', 'npm run staff'],
    ['ListStock', 'Ambiguous command: ListStock', 'assortment/ListStock, inventory/ListStock'],
    ['ReceiveStock --stockId A@b', '--quantity is missing', '--stockId <string> --quantity <integer>'],
    ['ReceiveStock --stockId A@b --quantity many', 'invalid quantity: many', 'npm run staff -- inventory/ReceiveStock'],
    ['ReceiveStock --stock A@b', "Unknown option '--stock'", '--stockId <string>'],
    ['inventory/ListStock now', 'Unexpected argument: now', 'inventory/ListStock'],
  ])('is refused with a cure when it is asked for wrongly: %s', (line, message, cure) => {
    expect(() => read(line)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), cure: expect.stringContaining(cure) }),
    );
    expect(() => read(line)).toThrow(Problem);
  });

  it('may be refused by the shop, which says where and why', () => {
    const { act } = read('inventory/ListStock');
    const errors = [{ path: '/quantity', reason: 'must be above 0' }];
    expect(refusal(act, { type: 'x', title: 'No', status: 400, detail: 'One error', errors }).message).toBe(
      'inventory/ListStock: One error\n    /quantity: must be above 0',
    );
    expect(refusal(act, { type: 'x', title: 'No', status: 409, detail: 'TooLate' }).cure).toBe(`${act.name}: ${act.summary}`);
  });
});
