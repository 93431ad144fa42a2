import { useRef } from 'react';
import { useCommand } from '@jogakbo/blocks';
import type { Sku } from '@jogakbo/assortment-contract';
import { RemoveFromCart } from '@jogakbo/checkout-contract';
import { cartUpdated } from './cart-updated.ts';
import css from './remove-form.module.css';

interface RemoveFormProps {
  readonly sku: Sku;
  readonly name: string;
  readonly onRemoved?: ((name: string) => void) | undefined;
}

/** Takes all of a variant out of the basket. */
export function RemoveForm({ sku, name, onRemoved }: RemoveFormProps) {
  const remove = useCommand(RemoveFromCart);
  const form = useRef<HTMLFormElement>(null);
  const title = `Remove ${name} from cart`;
  const submit = async () => {
    if (remove.pending || (await remove({ sku })) === undefined) return;
    cartUpdated(form.current);
    onRemoved?.(name);
  };
  return (
    <form
      ref={form}
      action={RemoveFromCart.form!.path}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <input type="hidden" name="sku" value={sku} />
      <button type="submit" className={css.remove} title={title} aria-label={title} aria-busy={remove.pending}>
        <svg className={css.cross} viewBox="0 0 20 20" aria-hidden="true">
          <path d="M5 5l10 10M15 5L5 15" />
        </svg>
      </button>
      {remove.problem && (
        <p role="alert" className={css.refused}>
          That did not work. Please try again.
        </p>
      )}
    </form>
  );
}
