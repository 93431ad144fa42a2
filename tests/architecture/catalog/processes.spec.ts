import { expect, it } from 'vitest';
import { InventoryModule, OrderingModule } from '@jogakbo/promises/ordering';
import { definitionOfVertical } from '@jogakbo/vertical/testing';
import { processLines } from './processes.ts';

const linesOf = (module: typeof OrderingModule) => {
  const { sagas = [], reactions = [], gatherings = [] } = definitionOfVertical(module);
  return processLines({ sagas, reactions, gatherings });
};

it('The catalogue draws each saga, its steps beside their undoing, and lists reactions and gatherings', () => {
  expect(linesOf(OrderingModule)).toEqual([
    '## Sagas',
    '',
    '### checkout',
    '',
    'One run for each `orderId`.',
    '',
    '```mermaid',
    'flowchart TD',
    '  start(["OrderPlaced"])',
    '  stock["stock: ReserveStock within 2 seconds"]',
    '  start --> stock',
    '  stock -- "StockUnavailable" --> failed',
    '  failed -. "ReleaseStock" .-> stock',
    '  payment["payment: AuthorizePayment within 2 seconds"]',
    '  stock --> payment',
    '  payment -- "PaymentDeclined" --> failed',
    '  failed -. "VoidPayment" .-> payment',
    '  payment --> pivot{{"point of no return"}}',
    '  capture["capture: CapturePayment within 1 second"]',
    '  pivot --> capture',
    '  capture -- "PaymentCaptured" --> completed',
    '  completed(["completed: ConfirmOrder"])',
    '  failed(["failed: RejectOrder"])',
    '```',
    '',
    '## Gatherings',
    '',
    '| gathering | waits for | within | then | or else | ended by |',
    '|---|---|---|---|---|---|',
    '| `readiness` | StockReserved, PaymentCaptured, OrderPlaced | 3 seconds | ReadyOrder | EscalateOrder | nothing |',
    '',
  ]);
  expect(linesOf(InventoryModule)).toContain('| `pick-when-confirmed` | OrderConfirmed | PickStock |');
});
