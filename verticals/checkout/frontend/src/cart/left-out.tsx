import type { Sku } from '@jogakbo/assortment-contract';
import { RemoveForm } from './remove-form.tsx';
import css from './left-out.module.css';

interface LeftOutProps {
  readonly skus: readonly Sku[];
  readonly onRemoved?: (name: string) => void;
}

/** What lies in the basket and can't be bought any more: it is not counted, and the visitor is told. */
export function LeftOut({ skus, onRemoved }: LeftOutProps) {
  if (skus.length === 0) return null;
  return (
    <ul className={`c_CartPage__leftOut ${css.leftOut}`}>
      {skus.map((sku) => (
        <li key={sku} className={css.gone}>
          <p>{sku} is no longer on sale. We have left it out.</p>
          <RemoveForm sku={sku} name={sku} onRemoved={onRemoved} />
        </li>
      ))}
    </ul>
  );
}
