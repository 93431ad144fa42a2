import { describe, it } from 'vitest';
import { now, specification } from '@jogakbo/domain/specification';
import {
  CountStock,
  ReceiveStock,
  ReleaseStock,
  ReservationId,
  ReserveStock,
  ReturnStock,
  SellStock,
  StockCounted,
  StockId,
  StockReceived,
  StockReleased,
  StockReserved,
  StockReturned,
  StockSold,
} from '@jogakbo/inventory-contract';
import { Sku } from '@jogakbo/assortment-contract';
import { stock } from './stock.decider.ts';

const stockId = StockId.parse('T-1@central');
const [mine, yours] = ['o-1', 'o-2'].map((id) => ReservationId.parse(id)) as [ReservationId, ReservationId];
const level = (onHand: number, reserved: number) => ({
  ...{ stockId, sku: Sku.parse('T-1'), locationId: 'central' as never, onHand, reserved },
  available: Math.max(0, onHand - reserved),
});
const later = new Date(now.getTime() + 15 * 60_000).toISOString();

const ten = StockReceived({ ...level(10, 0), quantity: 10 });
const reserved = (reservationId: ReservationId, quantity: number, reserved = quantity, until?: string) =>
  StockReserved({ ...level(10, reserved), reservationId, quantity, until });
const given = specification(stock);

describe('Stock', () => {
  it('comes in', () =>
    given(ten)
      .when(ReceiveStock({ stockId, quantity: 5 }))
      .then(StockReceived({ ...level(15, 0), quantity: 5 })));

  it('is kept for somebody', () =>
    given(ten)
      .when(ReserveStock({ stockId, reservationId: mine, quantity: 4 }))
      .then(reserved(mine, 4)));
  it('is kept for somebody until then', () =>
    given(ten)
      .when(ReserveStock({ stockId, reservationId: mine, quantity: 4, until: later }))
      .then(reserved(mine, 4, 4, later)));
  it('is kept for several, as long as there is enough', () =>
    given(ten, reserved(mine, 4))
      .when(ReserveStock({ stockId, reservationId: yours, quantity: 6 }))
      .then(reserved(yours, 6, 10)));
  it('is never kept beyond what there is', () =>
    given(ten, reserved(mine, 4))
      .when(ReserveStock({ stockId, reservationId: yours, quantity: 7 }))
      .thenRejected('StockIsShort'));
  it('is not kept where there never was any', () =>
    given()
      .when(ReserveStock({ stockId, reservationId: mine, quantity: 1 }))
      .thenRejected('StockIsShort'));
  it('is kept once under one reservation', () =>
    given(ten, reserved(mine, 4))
      .when(ReserveStock({ stockId, reservationId: mine, quantity: 4 }))
      .thenNothing());
  it('that was kept for too long is for others, as soon as one asks', () =>
    given(ten, reserved(mine, 8, 8, now.toISOString()))
      .when(ReserveStock({ stockId, reservationId: yours, quantity: 5 }))
      .then(StockReleased({ ...level(10, 0), reservationId: mine, quantity: 8, hasLapsed: true }), reserved(yours, 5)));

  it('is let go', () =>
    given(ten, reserved(mine, 4))
      .when(ReleaseStock({ stockId, reservationId: mine }))
      .then(StockReleased({ ...level(10, 0), reservationId: mine, quantity: 4, hasLapsed: false })));
  it('that is not kept need not be let go', () =>
    given(ten)
      .when(ReleaseStock({ stockId, reservationId: mine }))
      .thenNothing());
  it('that was let go can be kept again under the same reservation', () =>
    given(ten, reserved(mine, 4), StockReleased({ ...level(10, 0), reservationId: mine, quantity: 4, hasLapsed: false }))
      .when(ReserveStock({ stockId, reservationId: mine, quantity: 4 }))
      .then(reserved(mine, 4)));

  it('that is kept is sold', () =>
    given(ten, reserved(mine, 4), reserved(yours, 1, 5))
      .when(SellStock({ stockId, reservationId: mine }))
      .then(StockSold({ ...level(6, 1), reservationId: mine, quantity: 4 })));
  it('that was sold and comes back is kept for whom it was sold to', () =>
    given(ten, reserved(mine, 4), StockSold({ ...level(6, 0), reservationId: mine, quantity: 4 }))
      .when(ReturnStock({ stockId, reservationId: mine, quantity: 4 }))
      .then(StockReturned({ ...level(10, 4), reservationId: mine, quantity: 4 })));
  it('that has come back does not come again', () =>
    given(ten, StockReturned({ ...level(14, 4), reservationId: mine, quantity: 4 }))
      .when(ReturnStock({ stockId, reservationId: mine, quantity: 4 }))
      .thenNothing());
  it('that has come back is not for others, however late they ask', () =>
    given(StockReturned({ ...level(4, 4), reservationId: mine, quantity: 4 }))
      .when(ReserveStock({ stockId, reservationId: yours, quantity: 1 }))
      .thenRejected('StockIsShort'));
  it('that is not kept is not sold', () =>
    given(ten)
      .when(SellStock({ stockId, reservationId: mine }))
      .thenRejected('NothingIsReserved'));
  it('is not sold twice', () =>
    given(ten, reserved(mine, 4), StockSold({ ...level(6, 0), reservationId: mine, quantity: 4 }))
      .when(SellStock({ stockId, reservationId: mine }))
      .thenRejected('NothingIsReserved'));

  it('is what was counted', () =>
    given(ten)
      .when(CountStock({ stockId, onHand: 7, reason: 'three were broken' }))
      .then(StockCounted({ ...level(7, 0), difference: -3, reason: 'three were broken' })));
  it('that was counted and is as the books say is nothing new', () =>
    given(ten)
      .when(CountStock({ stockId, onHand: 10, reason: 'yearly' }))
      .thenNothing());
  it('that is counted for the first time is known from then on, also where there is none', () => {
    const counted = StockCounted({ ...level(0, 0), difference: 0, reason: 'new' });
    const count = CountStock({ stockId, onHand: 0, reason: 'new' });
    given().when(count).then(counted);
    given(counted).when(count).thenNothing();
  });

  const fewer = StockCounted({ ...level(3, 4), difference: -7, reason: 'a shelf fell' });
  it('is what was counted also where more is kept for somebody: none of it can be sold then', () => {
    given(ten, reserved(mine, 4))
      .when(CountStock({ stockId, onHand: 3, reason: 'a shelf fell' }))
      .then(fewer);
    given(ten, reserved(mine, 4), fewer)
      .when(ReserveStock({ stockId, reservationId: yours, quantity: 1 }))
      .thenRejected('StockIsShort');
  });
  it('that is short is none, and no more, once what was kept is let go', () =>
    given(ten, reserved(mine, 4), StockCounted({ ...level(0, 4), difference: -10, reason: 'The feed states it.' }))
      .when(ReleaseStock({ stockId, reservationId: mine }))
      .then(StockReleased({ ...level(0, 0), reservationId: mine, quantity: 4, hasLapsed: false })));
  it('that was sold and is not there is owed', () =>
    given(ten, reserved(mine, 4), fewer)
      .when(SellStock({ stockId, reservationId: mine }))
      .then(StockSold({ ...level(-1, 0), reservationId: mine, quantity: 4 })));
});

describe('Stock that lies elsewhere than in the central store', () => {
  const elsewhere = StockId.parse('T-1@mill');
  const there = (onHand: number) => ({
    ...{ stockId: elsewhere, sku: Sku.parse('T-1'), locationId: 'mill' as never },
    ...{ onHand, reserved: 0, available: undefined },
  });

  it('is on its books, and none of it can be sold', () => {
    const received = StockReceived({ ...there(5), quantity: 5 });
    given()
      .when(ReceiveStock({ stockId: elsewhere, quantity: 5 }))
      .then(received);
    given(received)
      .when(ReserveStock({ stockId: elsewhere, reservationId: mine, quantity: 1 }))
      .thenRejected('StockIsShort');
  });
});
