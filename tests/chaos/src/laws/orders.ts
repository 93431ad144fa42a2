import { holdsGoods, inEachOrder, isConfirmed, isGivenBack, isRefunded, isRejected, type Law, times } from './law.ts';

export const sagas: Law = {
  name: 'sagas',
  says: 'Every order is decided, once, and soon after nothing disturbs it any more; every cancellation comes to an end.',
  broken: inEachOrder((order, { longest, calmSince }) => {
    const decided = times(order, 'OrderConfirmed') + times(order, 'OrderRejected');
    const late = (order.decidedAt ?? 0) - Math.max(calmSince, order.placedAt!);
    return [
      decided !== 1 && `it was decided ${decided} times`,
      late > longest && `it was decided ${Math.round(late / 1000)} s after all was calm`,
      order.last.get('checkout') === 'CancellationBegun' && 'its cancellation never ended',
      isConfirmed(order) &&
        times(order, 'CancellationNoted') > 0 &&
        times(order, 'CancellationBegun') === 0 &&
        'its cancellation was noted and never begun',
    ];
  }),
};

export const consistency: Law = {
  name: 'consistency',
  says: 'A confirmed order has its goods and is paid; a rejected one has given everything back, once; what is done to its parcel is done once.',
  broken: inEachOrder((order, { books }) => {
    const kept = [...books.stocks.values()].some(({ reservations }) => reservations.has(order.orderId));
    const confirmed = isConfirmed(order);
    return [
      confirmed &&
        times(order, 'GoodsReserved') !== 1 &&
        `it is confirmed, and its goods were reserved ${times(order, 'GoodsReserved')} times`,
      confirmed && times(order, 'PaymentCaptured') !== 1 && `it is confirmed, and was paid ${times(order, 'PaymentCaptured')} times`,
      confirmed && !isGivenBack(order) && !holdsGoods(order) && 'it is confirmed, and its goods are gone',
      !confirmed && order.captured > 0 && 'it is not confirmed, and was paid',
      kept && 'pieces are still kept for it',
      isRejected(order) && holdsGoods(order) && 'it is rejected, and has its goods',
      isRejected(order) &&
        times(order, 'GoodsReserved') > 0 &&
        times(order, 'GoodsReleased') !== 1 &&
        'it is rejected, and its goods were not given up once',
      isRejected(order) &&
        times(order, 'PaymentAuthorized') > 0 &&
        times(order, 'PaymentVoided') !== 1 &&
        'it is rejected, and its money was not let go once',
      isGivenBack(order) && (holdsGoods(order) || order.refunded !== order.captured) && 'it came back, and goods or money did not',
      times(order, 'PaymentRefunded') > 1 && 'its money was given back more than once',
      ...onceAParcel.map((type) => times(order, type) > 1 && `${type} has happened to its parcel ${times(order, type)} times`),
    ];
  }),
};
export const possession: Law = {
  name: 'possession',
  says: 'No customer has both the goods and the money back, unless staff have granted that; none whose money is here has given the goods back.',
  broken: inEachOrder((order) => {
    const isGranted = times(order, 'GoodwillGranted') > 0;
    const isBack = order.refunded > 0;
    return [
      isBack && order.isInHand && !isGranted && 'its customer has the goods and the money',
      isBack && !order.isInHand && holdsGoods(order) && 'its money has gone back, and its goods have gone nowhere',
      isRefunded(order) && !isGranted && 'it is said to be kept for nothing, and nobody has granted that',
      isRefunded(order) && order.refunded !== order.captured && 'it is said to be kept for nothing, and its money is here',
    ];
  }),
};

/** What happens to a parcel at most once, on whatever ways it goes. */
const onceAParcel = ['ParcelRequested', 'ParcelPacked', 'PickupConfirmed', 'ParcelReady', 'ParcelHandedOver'];
