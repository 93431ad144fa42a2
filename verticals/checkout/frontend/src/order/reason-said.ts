/** Reasons that are names, as verticals refuse something; others are sentences already. */
const said = new Map(
  Object.entries({
    StockIsShort: 'Somebody was faster: not enough pieces are left.',
    NothingIsReserved: 'The pieces could not be kept for you long enough.',
    GoodsAreReleased: 'The pieces are kept for you no more.',
    PaymentIsVoided: 'The payment was given up.',
    ParcelIsHandedOver: 'You have it already. You can give it back instead.',
    OrderHasEnded: 'It has ended already.',
    OrderIdIsTaken: 'Somebody else has this order. Please open the checkout again.',
    BasketIsOrderedAlready: 'This basket was ordered already.',
    'timed out': 'It took too long.',
  }),
);

/** A reason as people say it; one that nobody has words for stays as it is. */
export const reasonSaid = (reason: string): string => said.get(reason) ?? (/[.!?]$/.test(reason) ? reason : `${reason}.`);
