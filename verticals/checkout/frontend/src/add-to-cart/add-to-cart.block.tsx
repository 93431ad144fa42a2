import { useRef, useState } from 'react';
import { block, useCommand, useQuery } from '@jogakbo/blocks';
import { formatAmount } from '@jogakbo/contract';
import { ProductId, Sku } from '@jogakbo/assortment-contract';
import { AddToCart, GetOffers, type Offers } from '@jogakbo/checkout-contract';
import { cartUpdated } from '../cart/cart-updated.ts';
import { Confirmation } from './confirmation.tsx';
import css from './add-to-cart.module.css';

interface AddToCartProps {
  readonly productId: ProductId;
  readonly sku: Sku;
}

/** So many pieces are said to be the last ones. */
const FEW = 3;

function stateOf(offer: Offers['variants'][number] | undefined): string {
  if (!offer) return 'not on sale at the moment';
  const { available } = offer;
  if (available === undefined) return 'We are checking how many there are. It can be bought as soon as we know.';
  if (available === 0) return 'out of stock';
  return available <= FEW ? `only ${available} left, free shipping` : `${available} in stock, free shipping`;
}

/** All offers of a product come at once: another variant is there without a question. */
function AddToCartForm({ productId, sku }: AddToCartProps) {
  const offers = useQuery(GetOffers, { productId });
  const add = useCommand(AddToCart);
  const [done, setDone] = useState<Sku>();
  const form = useRef<HTMLFormElement>(null);
  const offer = offers?.variants.find((variant) => variant.sku === sku);

  const canBeSold = (offer?.available ?? 0) > 0;

  const submit = async () => {
    if (add.pending) return;
    const isDone = (await add({ sku })) !== undefined;
    setDone(isDone ? sku : undefined);
    if (isDone) cartUpdated(form.current);
  };
  return (
    <form
      ref={form}
      className={`c_AddToCart ${css.form}`}
      action={AddToCart.form!.path}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      data-boundary="checkout"
    >
      <input type="hidden" name="sku" value={sku} />
      <div className="c_AddToCart__information" aria-live="polite">
        {offer && <p className={css.price}>{formatAmount(offer.price, offers!.currency)}</p>}
        <p className={canBeSold ? css.available : css.away}>{stateOf(offer)}</p>
      </div>
      <button type="submit" className={css.button} disabled={!canBeSold} aria-busy={add.pending}>
        add to basket
      </button>
      <Confirmation name={done === sku ? offer?.name : undefined} problem={add.problem} />
    </form>
  );
}

export default block('checkout/add-to-cart', { props: { productId: ProductId, sku: Sku }, render: AddToCartForm });
