import type { Event } from '@jogakbo/contract';
import { eventsOfSaga, type Saga } from '@jogakbo/domain';
import { specification, timedOut } from '@jogakbo/domain/specification';
import type { Others, Taker } from './taker.ts';

/** What a saga hears until it completes, with this event in its place; after a failure nothing more. */
function storyWith({ start, stages }: Saga, event: Event, others: Others): Event[] {
  const story = [others(start.on)];
  for (const { steps } of stages) {
    if (steps.some(({ fails }) => fails?.type === event.type)) return [...story, event];
    story.push(...steps.map(({ succeeds }) => others(succeeds)));
  }
  return story.map((heard) => (heard.type === event.type ? event : heard));
}

/** Conducts the saga with it to the end, and lets it fail at each step that comes after it: undoings are made of it as well. */
export const sagaTaker = (saga: Saga): Taker => ({
  name: `saga ${saga.name}`,
  events: eventsOfSaga(saga),
  take: (event, others) => {
    const given = specification(saga);
    const story = storyWith(saga, event, others);
    for (let heard = story.indexOf(event); heard < story.length; heard += 1) {
      given(...story.slice(0, heard)).when(story[heard]!);
      const isOver = heard === story.length - 1;
      if (!isOver) given(...story.slice(0, heard + 1)).when(timedOut());
    }
  },
});
