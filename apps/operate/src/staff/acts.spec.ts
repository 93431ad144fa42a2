import { expect, it } from 'vitest';
import { actsIn } from './acts.ts';

const json = { 'application/json': { schema: { properties: { stockId: { type: 'string' } }, required: ['stockId'] } } };
const operations = {
  '/api/inventory/ReceiveStock': {
    post: {
      operationId: 'inventory.ReceiveStock',
      summary: 'Receives pieces into stock.',
      security: [{ staff: [] }],
      requestBody: { content: json },
    },
  },
  '/webhooks/bank': {
    post: { operationId: 'payment.HearBank', summary: 'Hears.', requestBody: { content: { '*/*': { schema: { type: 'string' } } } } },
  },
};

it('The acts of staff are what needs their role; what somebody else posts, in whatever shape, is none', () => {
  expect(actsIn({ paths: operations })).toEqual([
    {
      ...{ name: 'inventory/ReceiveStock', summary: 'Receives pieces into stock.', path: '/api/inventory/ReceiveStock', method: 'POST' },
      fields: { stockId: expect.objectContaining({ description: '<string>' }) },
    },
  ]);
});
