import { createContext, use } from 'react';
import { subjects, type Head } from '@jogakbo/protocol';
import type { CommandDefinition, DataOf, EventDefinition, QueryDefinition, ResultOf, ViewOf } from '@jogakbo/contract';

/** What is known of a query's answer: the newest view, and the reason when asking failed. */
export interface Known<View> {
  readonly view?: View;
  readonly failure?: unknown;
}

/** The living answer to one query: it changes when the events that refresh it arrive. */
export interface Answer<View> {
  readonly first: Promise<View>;
  readonly known: () => Known<View>;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What a block may ask of the page around it; the shell provides it in the browser, the vertical's back end on the server. */
export interface BlockRuntime {
  answer<Q extends QueryDefinition>(query: Q, data: DataOf<Q>): Answer<ViewOf<Q>>;
  send<C extends CommandDefinition>(command: C, data: DataOf<C>): Promise<ResultOf<C>>;
  listen<E extends EventDefinition>(event: E, key: string | undefined, listener: (data: Partial<DataOf<E>>) => void): () => void;
  head(head: Head): void;
  navigate(url: string): void;
}

export const RuntimeContext = createContext<BlockRuntime | null>(null);

/** The runtime of the page that the calling block is on. */
export function useRuntime(): BlockRuntime {
  const runtime = use(RuntimeContext);
  if (!runtime) throw new Error('A block must be rendered by the shell, its vertical or a test page: there is no runtime.');
  return runtime;
}

/** The one name of a question: equal questions have equal keys, whatever the order of their fields. */
export const answerKey = (query: QueryDefinition, data: unknown): string =>
  `${query.vertical}/${query.type}?${JSON.stringify(data, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )}`;

/** Where a live event of this definition is heard, for a question that names the same key or else for all. */
export const topicOf = (event: EventDefinition, question: any): string => {
  const key: unknown = question?.[event.by];
  return subjects.topic(event, typeof key === 'string' ? key : undefined);
};
