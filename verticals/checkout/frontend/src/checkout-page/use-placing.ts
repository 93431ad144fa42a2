import { useRef, useState } from 'react';
import { useCommand, useRuntime } from '@jogakbo/blocks';
import { isProblem, type Problem, type ViewOf } from '@jogakbo/contract';
import { PlaceOrder, type GetCheckout } from '@jogakbo/checkout-contract';
import { cartUpdated } from '../cart/cart-updated.ts';
import { reasonSaid } from '../order/reason-said.ts';
import { orderIn } from './order-in.ts';

type Checkout = ViewOf<typeof GetCheckout>;

/** How it goes with one order. */
export interface Placing {
  /** What is to be ordered: what was sent as long as that may be ordered already, and today's cart otherwise. */
  readonly checkout: Checkout;
  readonly isBusy: boolean;
  /** Why it is not ordered. */
  readonly trouble: string | undefined;
  /** Where what was ordered instead is to be seen. */
  readonly instead: string | undefined;
  readonly place: (form: HTMLFormElement) => Promise<void>;
}

const NO_METHOD = 'Payment is temporarily unavailable, so nothing was ordered. Please try again soon.';

/** An answer that did not come says nothing: the order may stand. */
const isUnheard = (problem: Problem | undefined) => problem !== undefined && problem.status >= 500;

function troubleOf(problem: Problem | undefined): string | undefined {
  if (!problem) return undefined;
  if (isProblem(problem, 'too-busy')) return 'Many people are ordering at this moment. Please press again soon: nothing was ordered yet.';
  if (isUnheard(problem)) return 'We did not hear whether that worked. Please press again: nothing is ordered twice.';
  if (problem.errors) return 'Please check your name and your store.';
  return problem.detail ? reasonSaid(problem.detail) : 'That did not work. Please try again.';
}

/**
 * Places one order, however often it is asked for.
 *
 * @remarks A new cart brings a new order id. As long as it is not known what has become of the one that was sent, that
 * one is sent again: under its id the same order is placed once.
 */
export function usePlacing(current: Checkout): Placing {
  const send = useCommand(PlaceOrder);
  const runtime = useRuntime();
  const [sent, setSent] = useState<Checkout>();
  const [isPlaced, setIsPlaced] = useState(false);
  const [canBePaid, setCanBePaid] = useState(true);
  const isUnderWay = useRef(false);
  const isBusy = send.pending || isPlaced;
  const checkout = sent && (isBusy || isUnheard(send.problem)) ? sent : current;

  const place = async (form: HTMLFormElement) => {
    const order = orderIn(form);
    setCanBePaid(order !== undefined);
    if (!order || isUnderWay.current) return;
    isUnderWay.current = true;
    setSent(checkout);
    const isDone = (await send(order)) !== undefined;
    isUnderWay.current = isDone;
    if (!isDone) return;
    setIsPlaced(true);
    cartUpdated(form);
    runtime.navigate(PlaceOrder.form!.then);
  };
  const trouble = canBePaid ? troubleOf(send.problem) : NO_METHOD;
  return { checkout, isBusy, trouble, instead: canBePaid ? send.problem?.instance : undefined, place };
}
