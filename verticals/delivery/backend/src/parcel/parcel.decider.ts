import { decider, reject, type Rejection } from '@jogakbo/domain';
import {
  type Awaited,
  type Cause,
  ConfirmPickup,
  EscalateParcel,
  GoodwillGranted,
  GrantGoodwill,
  HandOverParcel,
  MarkParcelReady,
  type OrderId,
  PackParcel,
  ParcelEscalated,
  ParcelHandedOver,
  ParcelPacked,
  ParcelReady,
  ParcelRequested,
  ParcelResumed,
  ParcelStopRefused,
  ParcelTakenBack,
  PickupConfirmed,
  RequestParcel,
  RequestReturn,
  ResumeParcel,
  ReturnRequested,
  StopParcel,
  TakeBackParcel,
} from '@jogakbo/delivery-contract';

interface Parcel {
  readonly isRequested: boolean;
  readonly isPacked: boolean;
  readonly isExpected: boolean;
  /** Whether the payment is known of here too, and nobody else need say that all has come. */
  readonly isPaid: boolean;
  readonly isEscalated: boolean;
  readonly isReady: boolean;
  readonly isHandedOver: boolean;
  readonly isReturning: boolean;
  /** Whether the customer keeps it, although the money goes back. */
  readonly isKept: boolean;
  /** Why it is with the shop and stays there. */
  readonly takenBack: Cause | null;
}

const unheardOf: Parcel = {
  ...{ isRequested: false, isPacked: false, isExpected: false, isPaid: false, isEscalated: false },
  ...{ isReady: false, isHandedOver: false, isReturning: false, isKept: false, takenBack: null },
};

/** What was ordered, on its way to its customer and maybe back. It may be stopped before it is asked for: then it begins stopped. */
export const parcel = decider('parcel', {
  initialState: (): Parcel => unheardOf,
  commands: {
    ...{ RequestParcel, PackParcel, ConfirmPickup, MarkParcelReady, EscalateParcel, HandOverParcel },
    ...{ StopParcel, RequestReturn, TakeBackParcel, GrantGoodwill, ResumeParcel },
  },
  events: {
    ...{ ParcelRequested, ParcelPacked, PickupConfirmed, ParcelReady, ParcelEscalated, ParcelHandedOver },
    ...{ ReturnRequested, ParcelTakenBack, ParcelStopRefused, GoodwillGranted, ParcelResumed },
  },
  decide: {
    // Noted of a stopped parcel as well: should the money not go back, it is packed after all.
    RequestParcel: (request, { isRequested }) => (isRequested ? [] : ParcelRequested(request)),

    PackParcel: ({ orderId }, parcel) =>
      parcel.isPacked ? [] : (whyNot(parcel) ?? [ParcelPacked({ orderId }), ...readyNow(orderId, { ...parcel, isPacked: true })]),

    ConfirmPickup: ({ orderId }, parcel) =>
      parcel.isExpected ? [] : (whyNot(parcel) ?? [PickupConfirmed({ orderId }), ...readyNow(orderId, { ...parcel, isExpected: true })]),

    MarkParcelReady({ orderId }, parcel) {
      if (parcel.isReady || parcel.takenBack) return [];
      if (!parcel.isRequested) return reject('ThereIsNoParcel');
      return parcel.isPacked && parcel.isExpected ? ParcelReady({ orderId }) : reject('SomethingIsMissing');
    },

    EscalateParcel({ orderId, missing }, parcel) {
      if (parcel.isEscalated || parcel.isReady || parcel.takenBack) return [];
      // What came while it was decided to call staff is missing no more, and nobody else will say that it is complete.
      const left = missing.filter((awaited) => !hasCome(awaited, parcel));
      return left.length > 0 ? ParcelEscalated({ orderId, missing: left }) : ParcelReady({ orderId });
    },

    HandOverParcel({ orderId }, parcel) {
      if (parcel.isHandedOver && !parcel.takenBack) return [];
      return whyNot(parcel) ?? (parcel.isReady ? ParcelHandedOver({ orderId }) : reject('ParcelIsNotReady'));
    },

    // Whoever asks waits for an answer, each time.
    StopParcel({ orderId }, { isHandedOver, takenBack }) {
      if (isHandedOver) return ParcelStopRefused({ orderId });
      return takenBack ? [] : ParcelTakenBack({ orderId, cause: 'cancellation' });
    },

    RequestReturn({ orderId }, { isHandedOver, isReturning, isKept, takenBack }) {
      if (!isHandedOver) return reject('NothingWasHandedOver');
      if (isKept) return reject('CustomerKeepsTheGoods');
      return isReturning || takenBack ? [] : ReturnRequested({ orderId });
    },

    TakeBackParcel({ orderId }, { isReturning, takenBack }) {
      if (takenBack === 'return') return [];
      return isReturning ? ParcelTakenBack({ orderId, cause: 'return' }) : reject('NoReturnWasRequested');
    },

    GrantGoodwill({ orderId }, { isHandedOver, isKept, takenBack }) {
      if (!isHandedOver) return reject('NothingWasHandedOver');
      if (takenBack) return reject('ParcelIsTakenBack');
      return isKept ? [] : GoodwillGranted({ orderId });
    },

    // A word that all has come may have come while it was stopped: here it would be waited for in vain.
    ResumeParcel({ orderId, reason }, parcel) {
      const cause = parcel.isKept ? 'goodwill' : parcel.takenBack;
      return cause ? [ParcelResumed({ orderId, cause, reason }), ...readyNow(orderId, { ...parcel, isPaid: true })] : [];
    },
  },
  evolve: {
    ParcelRequested: (parcel) => ({ ...parcel, isRequested: true }),
    ParcelPacked: (parcel) => ({ ...parcel, isPacked: true }),
    PickupConfirmed: (parcel) => ({ ...parcel, isExpected: true }),
    ParcelReady: (parcel) => ({ ...parcel, isReady: true }),
    ParcelEscalated: (parcel, { missing }) => ({ ...parcel, isEscalated: true, isPaid: !missing.includes('its payment') }),
    ParcelHandedOver: (parcel) => ({ ...parcel, isHandedOver: true }),
    ReturnRequested: (parcel) => ({ ...parcel, isReturning: true }),
    ParcelTakenBack: (parcel, { cause }) => ({ ...parcel, isReturning: false, takenBack: cause }),
    ParcelStopRefused: (parcel) => parcel,
    GoodwillGranted: (parcel) => ({ ...parcel, isReturning: false, isKept: true }),
    // Only money that was taken can be refused to go back.
    ParcelResumed: (parcel) => ({ ...parcel, isPaid: true, isKept: false, takenBack: null }),
  },
});

/** Why nothing is done with it. */
function whyNot({ isRequested, takenBack }: Parcel): Rejection | undefined {
  if (!isRequested) return reject('ThereIsNoParcel');
  return takenBack ? reject('ParcelIsStopped') : undefined;
}

/** That a parcel is ready as soon as it is packed and expected, where nobody waits for its parts any more. */
const readyNow = (orderId: OrderId, { isPaid, isPacked, isExpected, isReady }: Parcel) =>
  isPaid && isPacked && isExpected && !isReady ? [ParcelReady({ orderId })] : [];

function hasCome(awaited: Awaited, { isPaid, isPacked, isExpected }: Parcel): boolean {
  return { 'its payment': isPaid, 'its packing': isPacked, 'a place in its store': isExpected }[awaited];
}
