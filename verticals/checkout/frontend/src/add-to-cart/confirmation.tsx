import type { Problem } from '@jogakbo/contract';
import css from './add-to-cart.module.css';

interface ConfirmationProps {
  /** Of what is in the basket now; nothing while nothing was added. */
  readonly name: string | undefined;
  readonly problem: Problem | undefined;
}

/** Says what became of it. It stands there from the start: one that appears with its words is not heard. */
export function Confirmation({ name, problem }: ConfirmationProps) {
  return (
    <output className={css.status}>
      {name !== undefined && (
        <span className={`c_AddToCart__confirmed ${css.confirmed}`}>
          {name} is in your basket. <a href="/checkout/cart">View basket</a>
        </span>
      )}
      {problem && <span className={css.refused}>{problem.detail ?? 'That did not work. Please try again.'}</span>}
    </output>
  );
}
