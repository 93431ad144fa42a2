import { formatAmount, type Currency } from '@jogakbo/contract';
import type { CartLine } from '@jogakbo/checkout-contract';
import { RemoveForm } from './remove-form.tsx';
import css from './line-item.module.css';

interface LineItemProps {
  readonly line: CartLine;
  readonly currency: Currency;
  /** Without it the line is part of a summary: it stands in a narrow place, and stays. */
  readonly onRemoved?: (name: string) => void;
}

/** One variant in the basket or of an order, on a tint of its own colour. */
export function LineItem({ line: { sku, productId, name, color, picture, price, quantity, total }, currency, onRemoved }: LineItemProps) {
  const address = `/product/${productId}?sku=${sku}`;
  return (
    <li className={`c_LineItem ${css.line} ${onRemoved ? css.wide : ''}`}>
      <a className={css.picture} href={address} tabIndex={-1} aria-hidden="true">
        <svg className={css.ground}>
          <rect width="100%" height="100%" fill={color} opacity="0.16" />
        </svg>
        <img className={css.image} src={picture} alt="" width={120} height={120} decoding="async" />
      </a>
      <a className={`c_LineItem__name ${css.name}`} href={address}>
        <strong>{name}</strong>
        <br />
        {sku}
      </a>
      <div className={`c_LineItem__quantity ${css.quantity}`}>
        <span aria-label={`${quantity} of it`}>{quantity}</span>
        {onRemoved && <RemoveForm sku={sku} name={name} onRemoved={onRemoved} />}
      </div>
      <p className={css.sums}>
        <span className={`c_LineItem__price ${css.price}`}>{formatAmount(total, currency)}</span>
        {quantity > 1 && <span className={css.each}>{formatAmount(price, currency)} each</span>}
      </p>
    </li>
  );
}
