import { personalFields, type EventDefinition } from '@jogakbo/contract';
import { foldRow, type Projection } from '@jogakbo/domain';
import type { VerticalDefinition } from '@jogakbo/vertical/testing';

type Declared = Pick<VerticalDefinition, 'deciders' | 'projections'>;
const eventsOf = ({ deciders = [] }: Declared) => deciders.flatMap(({ events }) => Object.values<EventDefinition>(events));

/** Which aggregates of a vertical have personal data that nothing forgets. */
export const unforgettable = (definition: Declared): string[] =>
  (definition.deciders ?? []).flatMap(({ name, events }) => {
    const all = Object.values<EventDefinition>(events);
    if (all.some(({ forgets }) => forgets)) return [];
    return all.filter((event) => personalFields(event).length > 0).map(({ type }) => `${name} has no event that forgets what ${type} says`);
  });

/** Which views still have personal data when it is forgotten, by events that are as their samples say. */
export function unforgotten(definition: Declared, sampleOf: (event: EventDefinition) => any): string[] {
  const own = eventsOf(definition);
  return (definition.projections ?? []).flatMap((projection: Projection) => {
    const folded = Object.values<EventDefinition>(projection.from);
    const telling = folded.filter((event) => own.includes(event) && personalFields(event).length > 0);
    return telling.flatMap((event) => {
      const data = sampleOf(event);
      const forgetting = folded.filter((each) => each.forgets && each.aggregate === event.aggregate);
      const happens = [{ type: event.type, data }, ...forgetting.map((each) => ({ type: each.type, data: { [each.by]: data[event.by] } }))];
      const row = happens.reduce(
        (known, each) => foldRow(projection, known, each, { position: 1, place: 0, occurredAt: new Date(0) }),
        null,
      );
      const words = personalFields(event).flatMap((field) => textsOf(data[field]));
      const kept = JSON.stringify(row);
      return words.some((word) => kept.includes(word)) ? [`${projection.name} keeps what ${event.type} says`] : [];
    });
  });
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : typeof value === 'string' ? [value] : [];
