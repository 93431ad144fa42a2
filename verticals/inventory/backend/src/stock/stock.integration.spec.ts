import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import type { Command, ProblemError, Query, Role } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Sku } from '@jogakbo/assortment-contract';
import {
  central,
  CountStock,
  GetStock,
  ListStock,
  ReceiveStock,
  ReleaseStock,
  ReservationId,
  ReserveStock,
  SellStock,
  StockId,
  stockIdOf,
} from '@jogakbo/inventory-contract';
import { callFrom, migrate } from '@jogakbo/vertical/testing';
import { inCall } from '@jogakbo/vertical';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { InventoryModule } from '../inventory.module.ts';

let folder: string;
let servers: RunningServers;
let inventory: VerticalsUnderTest;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'inventory-'));
  servers = await startServers(folder);
  inventory = await VerticalsUnderTest.on(servers, [InventoryModule]);
  await migrate(inventory.database('inventory'), path.resolve(import.meta.dirname, '../../migrations'));
  await Promise.all([inventory.start(InventoryModule), inventory.start(InventoryModule)]);
});
afterAll(async () => {
  await inventory?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks one of the two replicas, with a role. */
const as = (role: Role | undefined, message: Command | Query) =>
  inCall(
    callFrom((name) => (name === headerNames.roles ? role : undefined), 20_000),
    () => inventory.ask('inventory', message, 20_000),
  );
const levels = async () => Object.fromEntries((await as('staff', ListStock({}))).map((level: { sku: string }) => [level.sku, level]));
const reservation = (nth: number) => ReservationId.parse(`order-${nth}`);

describe('Stock', () => {
  it('is sold to as many as there are pieces, and to no one more, however many ask two replicas at once', async () => {
    const sku = Sku.parse('LAST-10');
    const stockId = stockIdOf(sku, central);
    await as('staff', ReceiveStock({ stockId, quantity: 10 }));
    // Whoever is told neither yes nor no on a busy machine asks again.
    const buy = (nth: number): Promise<number | string> =>
      as('vertical', ReserveStock({ stockId, reservationId: reservation(nth), quantity: 1 })).then(
        () => nth,
        (error: ProblemError) => (error.is('rejected') ? error.message : buy(nth)),
      );
    const outcomes = await Promise.all(Array.from({ length: 1000 }, (_, nth) => buy(nth)));
    const kept = outcomes.filter((outcome) => typeof outcome === 'number');
    expect(kept).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'StockIsShort')).toHaveLength(990);

    for (const nth of kept) await as('vertical', SellStock({ stockId, reservationId: reservation(nth) }));
    await expect.poll(async () => (await levels())[sku], { timeout: 20_000 }).toMatchObject({ onHand: 0, reserved: 0 });
    await expect(as(undefined, GetStock({ sku }))).resolves.toEqual({ sku, available: 0 });
  });

  it('that is let go can be sold to others', async () => {
    const sku = Sku.parse('ONE');
    const stockId = stockIdOf(sku, central);
    await as('staff', ReceiveStock({ stockId, quantity: 1 }));
    await as('vertical', ReserveStock({ stockId, reservationId: reservation(1), quantity: 1 }));
    await expect.poll(() => as(undefined, GetStock({ sku })), { timeout: 20_000 }).toEqual({ sku, available: 0 });
    await as('vertical', ReleaseStock({ stockId, reservationId: reservation(1) }));
    await expect.poll(() => as(undefined, GetStock({ sku })), { timeout: 20_000 }).toEqual({ sku, available: 1 });
  });

  it('of a variant that nobody has counted is not known, and none once it was counted so', async () => {
    const sku = Sku.parse('UNHEARD-OF');
    await expect(as(undefined, GetStock({ sku }))).resolves.toEqual({ sku });
    await as('staff', CountStock({ stockId: stockIdOf(sku, central), onHand: 0, reason: 'A new one.' }));
    await expect.poll(() => as(undefined, GetStock({ sku })), { timeout: 20_000 }).toEqual({ sku, available: 0 });
  });

  it('that lies elsewhere is listed for staff, and not said to be sold from there', async () => {
    const sku = Sku.parse('ELSEWHERE');
    const stockId = StockId.parse(`${sku}@mill`);
    await as('staff', ReceiveStock({ stockId, quantity: 5 }));
    await expect
      .poll(async () => (await levels())[sku], { timeout: 20_000 })
      .toEqual({
        ...{ stockId, sku, locationId: 'mill', onHand: 5, reserved: 0 },
      });
    await expect(as(undefined, GetStock({ sku }))).resolves.toEqual({ sku });
    await expect(as('vertical', ReserveStock({ stockId, reservationId: reservation(1), quantity: 1 }))).rejects.toThrow('StockIsShort');
  });

  it('of which fewer are counted than are kept is short: staff see how many, and nobody is promised any', async () => {
    const sku = Sku.parse('SHORT');
    const stockId = stockIdOf(sku, central);
    await as('staff', ReceiveStock({ stockId, quantity: 5 }));
    await as('vertical', ReserveStock({ stockId, reservationId: reservation(1), quantity: 4 }));
    await as('staff', CountStock({ stockId, onHand: 1, reason: 'A shelf fell.' }));
    await expect
      .poll(async () => (await levels())[sku], { timeout: 20_000 })
      .toEqual({
        ...{ stockId, sku, locationId: central, onHand: 1, reserved: 4, available: 0, short: 3 },
      });
    await expect(as(undefined, GetStock({ sku }))).resolves.toEqual({ sku, available: 0 });
  });

  it.each([
    ['nobody', undefined],
    ['another vertical', 'vertical'],
  ] as const)('is not received or listed by %s', async (_, role) => {
    await expect(as(role, ReceiveStock({ stockId: stockIdOf(Sku.parse('X'), central), quantity: 1 }))).rejects.toMatchObject({
      problem: { status: 403 },
    });
    await expect(as(role, ListStock({}))).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it.each([
    ['nobody', undefined],
    ['staff', 'staff'],
  ] as const)('is not reserved or sold by %s', async (_, role) => {
    const asked = { stockId: stockIdOf(Sku.parse('X'), central), reservationId: reservation(1) };
    for (const command of [ReserveStock({ ...asked, quantity: 1 }), ReleaseStock(asked), SellStock(asked)])
      await expect(as(role, command)).rejects.toMatchObject({ problem: { status: 403 } });
  });
});
