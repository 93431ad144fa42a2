import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Slot } from '@jogakbo/blocks';
import { writeMoney } from '@jogakbo/contract';
import { PlaceOrder } from '@jogakbo/checkout-contract';
import pieces from '../pieces/pieces.module.css';
import { isFilled } from './order-in.ts';
import { StoreField } from './store-field.tsx';
import { TextField } from './text-field.tsx';
import type { Placing } from './use-placing.ts';
import css from './order-form.module.css';

const never = () => () => {};
/** Whether scripts run: until they do, the form must work as it was served. */
const useIsLive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * Where it is picked up, by whom, and how it is paid for.
 *
 * The store picker brings a form of its own, for its dialog, so it stands before this one: a form in a form is none.
 */
export function OrderForm({ placing: { checkout, isBusy, trouble, instead, place } }: { readonly placing: Placing }) {
  const { total, currency } = checkout.cart;
  const isLive = useIsLive();
  const [isComplete, setIsComplete] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const store = useRef<HTMLSelectElement>(null);
  const look = () => setIsComplete(isFilled(form.current!));
  useEffect(() => {
    const page = root.current!;
    const select = (event: Event) => {
      store.current!.value = String((event as CustomEvent).detail);
      setIsComplete(isFilled(form.current!));
    };
    // What was filled in before the script came is there already.
    setIsComplete(isFilled(form.current!));
    page.addEventListener('explore:store-selected', select);
    return () => page.removeEventListener('explore:store-selected', select);
  }, []);
  return (
    <div ref={root} className={css.order}>
      <section className={css.part} aria-labelledby="c_pickup">
        <h2 id="c_pickup" className={css.title}>
          Where will you pick it up?
        </h2>
        <Slot block="explore/store-picker" className={css.picker} />
      </section>
      <form
        ref={form}
        className={`c_Checkout__form ${css.form}`}
        action={PlaceOrder.form!.path}
        method="post"
        onInput={look}
        onSubmit={(event) => {
          event.preventDefault();
          void place(event.currentTarget);
        }}
      >
        <input type="hidden" name="orderId" value={checkout.orderId} />
        <input type="hidden" name="total" value={writeMoney({ amount: total, currency })} />
        <StoreField ref={store} stores={checkout.stores ?? []} />
        <section className={css.part} aria-labelledby="c_who">
          <h2 id="c_who" className={css.title}>
            Who picks it up?
          </h2>
          <div className={css.names}>
            <TextField id="c_firstname" name="firstName" label="First name" autoComplete="given-name" />
            <TextField id="c_lastname" name="lastName" label="Last name" autoComplete="family-name" />
          </div>
        </section>
        <section className={css.part} aria-labelledby="c_payment">
          <h2 id="c_payment" className={css.title}>
            Payment
          </h2>
          <Slot block="payment/payment-method" className={css.payment} />
        </section>
        <div className={css.end}>
          <button type="submit" className={`c_Checkout__buttonPrimary ${pieces.act}`} disabled={isLive && !isComplete} aria-busy={isBusy}>
            place order
          </button>
          <p role="alert" className={`c_Checkout__trouble ${css.trouble}`}>
            {trouble}
            {instead && (
              <>
                {' '}
                <a className="c_Checkout__instead" href={instead}>
                  See what was ordered
                </a>
              </>
            )}
          </p>
        </div>
      </form>
    </div>
  );
}
