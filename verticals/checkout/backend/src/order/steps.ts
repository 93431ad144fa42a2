import type { Occurrence } from '@jogakbo/domain';
import type { OrderStep } from '@jogakbo/checkout-contract';

/** Something that has happened to an order, and when. */
export interface StepTaken {
  readonly step: OrderStep;
  readonly at: string;
}

/** The steps with one more. */
export const andThen = (steps: readonly StepTaken[] = [], step: OrderStep, { occurredAt }: Occurrence): StepTaken[] => [
  ...steps,
  { step, at: occurredAt.toISOString() },
];
