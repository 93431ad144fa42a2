import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import type { Command, Event, Query, Role } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { StoreOpened } from '@jogakbo/assortment-contract';
import { CancellationBegun, OrderConfirmed } from '@jogakbo/checkout-contract';
import {
  ConfirmPickup,
  EscalateParcel,
  GetTracking,
  HandOverParcel,
  ListParcels,
  MarkParcelReady,
  OrderId,
  PackParcel,
  ParcelHandedOver,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  ParcelStopRefused,
  ParcelTakenBack,
  type ParcelSummary,
  RequestParcel,
  ResumeParcel,
  ReturnRequested,
  StopParcel,
  TakeBackParcel,
} from '@jogakbo/delivery-contract';
import { PaymentCaptured, RefundRefused } from '@jogakbo/payment-contract';
import { callFrom, migrate } from '@jogakbo/vertical/testing';
import { digestOf, inCall, newKey } from '@jogakbo/vertical';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { DeliveryModule } from '../delivery.module.ts';
import { key, line, oldMill, orderUnderTest, reason } from '../under-test/order-under-test.ts';
import { teller } from '../under-test/teller.ts';

const assortment = teller('assortment', [StoreOpened]);
const checkout = teller('checkout', [OrderConfirmed, CancellationBegun]);
const payment = teller('payment', [PaymentCaptured, RefundRefused]);

let folder: string;
let servers: RunningServers;
let shop: VerticalsUnderTest;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'delivery-'));
  servers = await startServers(folder);
  const others = [assortment, checkout, payment].map(({ module }) => module);
  shop = await VerticalsUnderTest.on(servers, [DeliveryModule, ...others]);
  await migrate(shop.database('delivery'), path.resolve(import.meta.dirname, '../../migrations'));
  await Promise.all([DeliveryModule, DeliveryModule, ...others].map((module) => shop.start(module)));
  await happens(StoreOpened(oldMill));
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets another vertical say that something has happened. */
const happens = async (event: Event) => {
  const { vertical, tell } = [assortment, checkout, payment].find(({ says }) => says(event))!;
  await shop.ask(vertical, tell(event), 20_000);
};

/** Asks one of the two replicas, with a role. */
const as = (role: Role | undefined, message: Command | Query) =>
  inCall(
    callFrom((name) => (name === headerNames.roles ? role : undefined), 20_000),
    () => shop.ask('delivery', message, 20_000),
  );
const staff = (...commands: Command[]) =>
  commands.reduce<Promise<unknown>>((before, next) => before.then(() => as('staff', next)), Promise.resolve());
const types = async (orderId: string) => (await shop.events('delivery', 'parcel', orderId)).map(({ type }) => type);
const eventually = (asked: () => Promise<unknown>) => expect.poll(asked, { timeout: 20_000 });

/** An order of this name, and what is seen of its parcel. */
function order(name: string) {
  const messages = orderUnderTest(name);
  const { orderId, confirmed } = messages;
  return {
    ...messages,
    tracking: () => as(undefined, GetTracking({ orderId, key })),
    listed: async () => (await as('staff', ListParcels({}))).find((each: ParcelSummary) => each.orderId === orderId),
    requested: async () => {
      await happens(confirmed);
      await shop.happened(ParcelRequested, orderId);
    },
  };
}

/** An order whose parcel its customer has. */
async function handedOver(name: string) {
  const made = order(name);
  await made.requested();
  await happens(made.captured);
  await staff(made.pack, made.confirmPickup);
  await shop.happened(ParcelReady, name);
  await staff(made.handOver);
  await eventually(made.tracking).toMatchObject({ status: 'handed over' });
  return made;
}

describe('A confirmed order', () => {
  it('is a parcel: listed for staff, and followed by who has its key', async () => {
    const { requested, orderId, listed, tracking } = order('follow');
    await requested();
    await eventually(listed).toEqual({
      ...{ orderId, status: 'requested', storeId: 'old-mill', lines: [line], missing: [] },
    });
    const { storeId, name: store, street, city } = oldMill;
    await eventually(tracking).toEqual({
      ...{ orderId, status: 'requested', store: { storeId, name: store, street, city } },
      entries: [{ status: 'requested', at: expect.any(String) }],
    });
    await expect(as('staff', GetTracking({ orderId }))).resolves.toMatchObject({ status: 'requested' });
    await expect(as(undefined, GetTracking({ orderId }))).resolves.toBeNull();
    await expect(as(undefined, GetTracking({ orderId, key: newKey() }))).resolves.toBeNull();
  });

  it('is one parcel, however often it is confirmed', async () => {
    const { requested, confirmed, orderId, pack } = order('twice');
    await requested();
    await happens(confirmed);
    await staff(pack, pack);
    const last = order('twice-last');
    await last.requested();
    expect(await types(orderId)).toEqual(['ParcelRequested', 'ParcelPacked']);
  });

  it.each([0, 1, 2, 3, 4, 5])('is ready once, with the last of what it waits for (order %i)', async (nth) => {
    const { requested, captured, pack, confirmPickup, orderId, tracking } = order(`ready-${nth}`);
    const parts = [() => happens(captured), () => staff(pack), () => staff(confirmPickup)];
    const [first] = parts.splice(Math.floor(nth / 2), 1);
    if (nth % 2) parts.reverse();
    await requested();
    for (const come of [first!, ...parts]) {
      expect(await types(orderId)).not.toContain('ParcelReady');
      await come();
    }
    await happens(captured);
    await shop.happened(ParcelReady, orderId);
    await eventually(tracking).toMatchObject({ status: 'ready' });
    expect((await types(orderId)).filter((type) => type === 'ParcelReady')).toHaveLength(1);
  });

  it('is handed over when it is ready, and to be done for no more', async () => {
    const { requested, orderId, handOver, pack, confirmPickup, captured, listed } = order('hand-over');
    await requested();
    await staff(pack, confirmPickup);
    await expect(staff(handOver)).rejects.toMatchObject({ problem: { detail: 'ParcelIsNotReady' } });
    await happens(captured);
    await shop.happened(ParcelReady, orderId);
    await staff(handOver, handOver);
    await shop.happened(ParcelHandedOver, orderId);
    await eventually(listed).toBeUndefined();
  });
});

describe('What was handed over', () => {
  it('is given back by who has the key, and taken back by staff', async () => {
    const { orderId, returnWith, takeBack, tracking, listed } = await handedOver('give-back');
    await expect(staff(takeBack)).rejects.toMatchObject({ problem: { detail: 'NoReturnWasRequested' } });
    await expect(as(undefined, returnWith(newKey()))).rejects.toMatchObject({ problem: { status: 404 } });
    await expect(as(undefined, order('no-such-order').returnWith(key))).rejects.toMatchObject({ problem: { status: 404 } });

    await as(undefined, returnWith(key));
    await shop.happened(ReturnRequested, orderId);
    await eventually(listed).toMatchObject({ status: 'return requested' });
    await staff(takeBack);
    expect(await shop.happened(ParcelTakenBack, orderId)).toEqual({ orderId, cause: 'return' });
    await eventually(tracking).toMatchObject({ status: 'taken back' });
  });

  it('is not given back before it is handed over', async () => {
    const { requested, returnWith, tracking } = order('too-soon');
    await requested();
    await eventually(tracking).toMatchObject({ status: 'requested' });
    await expect(as(undefined, returnWith(key))).rejects.toMatchObject({ problem: { status: 409, detail: 'NothingWasHandedOver' } });
  });

  it('is the customer’s again when its money could not go back', async () => {
    const { orderId, returnWith, takeBack, refundRefused, tracking } = await handedOver('keep');
    await as(undefined, returnWith(key));
    await staff(takeBack);
    await happens(refundRefused);
    expect(await shop.happened(ParcelResumed, orderId)).toEqual({ orderId, cause: 'return', reason });
    await eventually(tracking).toMatchObject({ status: 'handed over', reason });
  });

  it('is not stopped', async () => {
    const { orderId, cancelled } = await handedOver('too-late');
    await happens(cancelled);
    await shop.happened(ParcelStopRefused, orderId);
  });
});

describe('A cancelled order', () => {
  it('has its parcel stopped, and nothing is done for it', async () => {
    const { requested, cancelled, orderId, pack, confirmPickup, tracking, listed } = order('stop');
    await requested();
    await staff(pack);
    await happens(cancelled);
    expect(await shop.happened(ParcelTakenBack, orderId)).toEqual({ orderId, cause: 'cancellation' });
    await expect(staff(confirmPickup)).rejects.toMatchObject({ problem: { detail: 'ParcelIsStopped' } });
    await eventually(tracking).toMatchObject({ status: 'stopped' });
    await expect(listed()).resolves.toBeUndefined();
  });

  it('that is heard of before it was confirmed is stopped all the same', async () => {
    const { requested, cancelled, orderId, pack, tracking, listed } = order('stop-first');
    await happens(cancelled);
    await shop.happened(ParcelTakenBack, orderId);
    await requested();
    await expect(staff(pack)).rejects.toMatchObject({ problem: { detail: 'ParcelIsStopped' } });
    await eventually(tracking).toMatchObject({ status: 'stopped' });
    await expect(listed()).resolves.toBeUndefined();
  });

  it('whose money could not go back goes on, and is ready with the last of what it waits for', async () => {
    const { requested, captured, cancelled, refundRefused, orderId, pack, confirmPickup, tracking } = order('go-on');
    await requested();
    await happens(captured);
    await staff(pack);
    await happens(cancelled);
    await shop.happened(ParcelTakenBack, orderId);
    await happens(refundRefused);
    expect(await shop.happened(ParcelResumed, orderId)).toEqual({ orderId, cause: 'cancellation', reason });
    await eventually(tracking).toMatchObject({ status: 'packed', reason });
    await staff(confirmPickup);
    await shop.happened(ParcelReady, orderId);
  });
});

describe('Staff is called to a parcel', () => {
  it('which then stands before the older ones', async () => {
    const [older, younger] = [order('older'), order('younger')];
    await older.requested();
    await younger.requested();
    await as('vertical', EscalateParcel({ orderId: younger.orderId, missing: ['its packing', 'a place in its store'] }));
    const places = async () => {
      const ids = (await as('staff', ListParcels({}))).map(({ orderId }: ParcelSummary) => orderId);
      return [ids.indexOf(younger.orderId), ids.indexOf(older.orderId) > 0];
    };
    await eventually(places).toEqual([0, true]);
    await eventually(younger.listed).toMatchObject({ missing: ['its packing', 'a place in its store'] });
    await staff(younger.pack, younger.confirmPickup);
    await shop.happened(ParcelReady, younger.orderId);
  });
});

describe('A parcel', () => {
  const of = { orderId: OrderId.parse('nobody') };
  const request = { ...of, storeId: oldMill.storeId, keyDigest: digestOf(key) };

  it.each([
    ['nobody', undefined],
    ['another vertical', 'vertical'],
  ] as const)('is not packed, handed over, taken back or listed by %s', async (_, role) => {
    for (const message of [PackParcel(of), ConfirmPickup(of), HandOverParcel(of), TakeBackParcel(of), ListParcels({})])
      await expect(as(role, message)).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it.each([
    ['nobody', undefined],
    ['staff', 'staff'],
  ] as const)('is not requested, stopped, resumed or escalated by %s', async (_, role) => {
    const commands = [
      RequestParcel({ ...request, lines: [line] }),
      ...[StopParcel(of), ResumeParcel({ ...of, reason }), EscalateParcel({ ...of, missing: ['its packing'] })],
    ];
    for (const command of commands) await expect(as(role, command)).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it('is not said to be ready by nobody', async () =>
    expect(as(undefined, MarkParcelReady(of))).rejects.toMatchObject({ problem: { status: 403 } }));
});
