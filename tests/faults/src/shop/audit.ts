import { setTimeout as wait } from 'node:timers/promises';
import type { OrderTally } from '@jogakbo/promises/ordering';
import type { VerticalsUnderTest } from '@jogakbo/testing/verticals';

const AT_ONCE = 16;
const PATIENCE = 20_000;

/** What is wrong with the logs of a shop that accepted these orders and has come to rest. */
export async function faultsOf(verticals: VerticalsUnderTest, orders: readonly string[]): Promise<string[]> {
  const rows = await verticals
    .database('ordering')
    .query<OrderTally & { [column: string]: unknown }>('select *, order_id as "orderId" from order_tally');
  const tallies = new Map(rows.map((row) => [row.orderId, row]));
  const faults: string[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const checked = orders.slice(from, from + AT_ONCE).map((orderId) => faultsOfOrder(verticals, orderId, tallies.get(orderId)));
    faults.push(...(await Promise.all(checked)).flat());
  }
  return faults;
}

async function faultsOfOrder(verticals: VerticalsUnderTest, orderId: string, tally?: OrderTally): Promise<string[]> {
  const counts = async (vertical: string, aggregate: string) => {
    const events = await verticals.events(vertical, aggregate, orderId);
    return (type: string) => events.filter((event) => event.type === type).length;
  };
  const order = await counts('ordering', 'order');
  const saga = await counts('ordering', 'saga-checkout');
  const gathering = await counts('ordering', 'gathering-readiness');
  const isConfirmed = order('OrderConfirmed') === 1;
  // What a rejected order had is let go by commands of their own: these may come last.
  const settled = await untilSettled(verticals, orderId, isConfirmed);
  const { stock, money } = settled;
  const expectations: [string, boolean][] = [
    ['is placed once', order('OrderPlaced') === 1],
    ['is confirmed once or rejected once', order('OrderConfirmed') + order('OrderRejected') === 1],
    ['is ready once or escalated once', order('OrderReady') + order('OrderEscalated') === 1],
    ['has a saga that started once', saga('SagaStarted') === 1],
    [
      'has a saga that ended once, the same way',
      saga('SagaCompleted') === (isConfirmed ? 1 : 0) && saga('SagaFailed') === (isConfirmed ? 0 : 1),
    ],
    ['has a gathering that ended once', gathering('GatheringCompleted') + gathering('GatheringExpired') === 1],
    ['holds stock only if it is confirmed', stock('StockReserved') - stock('StockReleased') === (isConfirmed ? 1 : 0)],
    ['is picked once if it is confirmed', stock('StockPicked') === (isConfirmed ? 1 : 0)],
    ['is paid once if it is confirmed', money('PaymentCaptured') === (isConfirmed ? 1 : 0)],
    ['holds no money if it is rejected', money('PaymentAuthorized') - money('PaymentVoided') === (isConfirmed ? 1 : 0)],
    ['has a view that equals its log', isSame(order, tally)],
  ];
  const broken = expectations.filter(([, holds]) => !holds).map(([expectation]) => `order ${orderId} not ${expectation}`);
  return broken.length === 0 ? [] : [`${broken.join('; ')}: ${await historyOf(verticals, orderId)}`];
}

async function untilSettled(verticals: VerticalsUnderTest, orderId: string, isConfirmed: boolean) {
  for (const deadline = performance.now() + PATIENCE; ; await wait(100)) {
    const [reservation, authorization] = await Promise.all([
      verticals.events('inventory', 'reservation', orderId),
      verticals.events('payment', 'authorization', orderId),
    ]);
    const stock = (type: string) => reservation.filter((event) => event.type === type).length;
    const money = (type: string) => authorization.filter((event) => event.type === type).length;
    const isSettled = isConfirmed
      ? stock('StockPicked') > 0
      : stock('StockReserved') === stock('StockReleased') && money('PaymentAuthorized') === money('PaymentVoided');
    if (isSettled || performance.now() > deadline) return { stock, money };
  }
}

const isSame = (order: (type: string) => number, tally?: OrderTally) =>
  tally?.placed === order('OrderPlaced') &&
  tally.confirmed === order('OrderConfirmed') &&
  tally.rejected === order('OrderRejected') &&
  tally.ready === order('OrderReady') &&
  tally.escalated === order('OrderEscalated');

async function historyOf(verticals: VerticalsUnderTest, orderId: string): Promise<string> {
  const streams = [
    ['ordering', 'order'],
    ['ordering', 'saga-checkout'],
    ['ordering', 'gathering-readiness'],
    ['inventory', 'reservation'],
    ['payment', 'authorization'],
  ] as const;
  const histories = streams.map(async ([vertical, aggregate]) => {
    const events = await verticals.events(vertical, aggregate, orderId);
    return `${aggregate} ${events.map(({ type, data }) => type + (data.step ? `(${data.step})` : '')).join(' ')}`;
  });
  return (await Promise.all(histories)).join(' | ');
}
