import { eventsOfGathering, evolved, foldRow, rowKey, type Decider, type Gathering, type Projection, type Reaction } from '@jogakbo/domain';
import { specification, timedOut } from '@jogakbo/domain/specification';
import type { VerticalDefinition } from '@jogakbo/vertical/testing';
import { sagaTaker } from './saga-taker.ts';
import type { Taker } from './taker.ts';

/** All definitions of a vertical that name events. */
export function takersOf(vertical: Omit<VerticalDefinition, 'contract'>): Taker[] {
  const { projections = [], deciders = [], reactions = [], sagas = [], gatherings = [] } = vertical;
  const takers = [
    ...projections.map(projectionTaker),
    ...deciders.map(deciderTaker),
    ...reactions.map(reactionTaker),
    ...sagas.map(sagaTaker),
    ...gatherings.map(gatheringTaker),
  ];
  return takers.map((taker) => ({ ...taker, name: `${taker.name} of ${vertical.name}` }));
}

/** Folds into nothing, and then into the row that came of it. */
const projectionTaker = (projection: Projection): Taker => ({
  name: `projection ${projection.name}`,
  events: Object.values(projection.from),
  take: (event) => {
    const key = rowKey(projection, event.data);
    if (key === '') throw new Error('the event names no row');
    const fold = (row: any) => foldRow(projection, row, event, { position: 1, place: 0, occurredAt: new Date(0) });
    for (const row of [fold(null), fold(fold(null))])
      if (row !== null && String(row[projection.into.key]) !== key) throw new Error(`the row of ${key} has another key`);
  },
});

const deciderTaker = (decider: Decider): Taker => ({
  name: `decider ${decider.name}`,
  events: Object.values(decider.events),
  take: (event) => void evolved(decider, [event]),
});

const reactionTaker = (reaction: Reaction): Taker => ({
  name: `reaction ${reaction.name}`,
  events: [reaction.on],
  take: (event) => void specification(reaction)().when(event),
});

/** Hears it after all others, and alone until it expires, unless it ends what it would begin. */
const gatheringTaker = (gathering: Gathering): Taker => ({
  name: `gathering ${gathering.name}`,
  events: eventsOfGathering(gathering),
  take: (event, others) => {
    const given = specification(gathering);
    const before = eventsOfGathering(gathering).filter(({ type }) => type !== event.type);
    given(...before.map(others)).when(event);
    const { each, endedBy = [] } = gathering;
    const isWhole = each ? event.type === each.listedBy.type && each.items(event.data).length === 0 : before.length === 0;
    const isEnd = endedBy.some(({ type }) => type === event.type);
    if (!isWhole && !isEnd) given(event).when(timedOut());
  },
});
