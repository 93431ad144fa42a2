import type { Feature, FeatureParts } from '../feature.ts';
import { describe, type VerticalDefinition } from '../vertical.ts';
import { Outbox } from './outbox.ts';
import { OutboxRelay } from './relay.ts';

/** Publishes the events of a vertical that keeps its state in PostgreSQL. */
export function outbox({ definition, ...parts }: FeatureParts): Feature {
  if (!recordsInOutbox(definition)) return {};
  const relay = new OutboxRelay(definition.name, parts);
  return {
    providers: [{ provide: Outbox, useValue: new Outbox(parts.database, () => relay.wake()) }],
    start: () => relay.start(),
    stop: () => relay.stop(),
    problem: () => relay.problem(),
  };
}

/** An outbox writes the log alone, in the order of its transactions: where aggregates append of their own, there is none. */
function recordsInOutbox(definition: VerticalDefinition): boolean {
  const { deciders = [], sagas = [], gatherings = [] } = definition;
  return describe(definition).keepsLog && deciders.length + sagas.length + gatherings.length === 0;
}
