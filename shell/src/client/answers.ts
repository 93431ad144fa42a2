import { answerKey, topicOf, type Answer, type Known } from '@jogakbo/blocks';
import type { Answered, QueryDefinition } from '@jogakbo/contract';
import { askQuery } from './api.ts';
import type { Fact, LiveEvents } from './live-events.ts';

const KEPT = 300;

interface Kept extends Answer<any> {
  prime(view: unknown): void;
}

/**
 * The answers that a page knows: primed with what the server rendered, asked for otherwise, and asked for again when
 * an event says that they may have changed.
 */
export class Answers {
  private readonly kept = new Map<string, Kept>();
  private readonly primed = new Map<string, unknown>();
  private readonly live: LiveEvents;
  constructor(live: LiveEvents) {
    this.live = live;
  }

  /** Takes over what a block of this release was rendered with. */
  prime(release: string, answered: readonly Answered[]) {
    for (const { key, view } of answered) {
      const known = this.kept.get(`${release} ${key}`);
      if (known) known.prime(view);
      else this.primed.set(`${release} ${key}`, view);
    }
  }

  of(release: string, query: QueryDefinition, data: unknown): Answer<any> {
    const key = `${release} ${answerKey(query, data)}`;
    const known = this.kept.get(key);
    if (known && known.known().failure === undefined) return known;
    const made = this.make(release, query, data, this.primed.get(key));
    this.primed.delete(key);
    this.kept.set(key, made);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return made;
  }

  private make(release: string, query: QueryDefinition, data: unknown, view: unknown): Kept {
    const listeners = new Set<() => void>();
    let known: Known<any> = view === undefined ? {} : { view };
    const say = (next: Known<any>) => {
      known = next;
      for (const listener of listeners) listener();
    };
    const ask = (after?: string) => askQuery(query.vertical, query.type, data, { release, after });
    const refresh = ({ vertical, position }: Fact) =>
      void ask(`${vertical}:${position}`).then((view: unknown) => say({ view }), (failure: unknown) => known.view === undefined && say({ failure }));
    const first = view === undefined ? ask() : Promise.resolve(view);
    if (view === undefined) first.then((view) => say({ view }), (failure: unknown) => say({ failure }));
    return {
      first,
      known: () => known,
      prime: (view) => say({ view }),
      subscribe: (listener) => {
        listeners.add(listener);
        const topics = new Set(query.refreshedBy.map((event) => topicOf(event, data)));
        const types = new Set(query.refreshedBy.map(({ type }) => type));
        const ends = [...topics].map((topic) => this.live.watch(topic, (fact) => types.has(fact.type) && listener === [...listeners][0] && refresh(fact)));
        return () => {
          listeners.delete(listener);
          for (const end of ends) end();
        };
      },
    };
  }
}
