import { act, cleanup, render } from '@testing-library/react';
import { z } from 'zod';
import { answerKey, PlacedBlock, type Answer, type Block, type BlockRuntime, type Known } from '@jogakbo/blocks';
import {
  ProblemError,
  type Command,
  type DataOf,
  type EventDefinition,
  type Problem,
  type Query,
  type QueryDefinition,
} from '@jogakbo/contract';
import type { Head } from '@jogakbo/protocol';

/** A query and what it is answered in a test: a view, or a function of what is asked. */
export interface Told {
  readonly query: QueryDefinition;
  readonly view: (data: unknown) => unknown;
}

/**
 * Says what a block is answered when it asks; the view is checked against the query's schema, so that no test shows
 * what the contract does not promise.
 *
 * @example told(GetHome, { teasers: [] })
 */
export function told<Q extends QueryDefinition>(query: Q, view: unknown): Told {
  return { query, view: (data) => query.view.parse(typeof view === 'function' ? view(data) : view) };
}

class TestRuntime implements BlockRuntime {
  readonly asked: Query[] = [];
  readonly sent: Command[] = [];
  readonly navigated: string[] = [];
  headOfPage: Head = {};
  refusal: Problem | undefined;
  private readonly known = new Map<string, { told: Known<any>; ask: () => Known<any> }>();
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Map<string, Set<(data: any) => void>>();
  private views: readonly Told[];
  constructor(views: readonly Told[]) {
    this.views = views;
  }

  answer(query: QueryDefinition, data: any): Answer<any> {
    const key = answerKey(query, data);
    if (!this.known.has(key)) {
      this.asked.push(query(data));
      const ask = () => ({ view: this.viewOf(query)(data) });
      this.known.set(key, { told: ask(), ask });
    }
    const entry = this.known.get(key)!;
    return {
      first: Promise.resolve(entry.told.view),
      known: () => entry.told,
      subscribe: (watcher) => (this.watchers.add(watcher), () => this.watchers.delete(watcher)),
    };
  }
  listen<E extends EventDefinition>(event: E, _key: string | undefined, listener: (data: DataOf<E>) => void) {
    const listeners = this.listeners.get(event.type) ?? new Set();
    this.listeners.set(event.type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }
  async send(command: any, data: any): Promise<any> {
    this.sent.push(command(data));
    if (this.refusal) throw new ProblemError(this.refusal);
    return null;
  }
  head(head: Head) {
    this.headOfPage = head;
  }
  navigate(url: string) {
    this.navigated.push(url);
  }

  change(views: readonly Told[]) {
    this.views = views;
    for (const entry of this.known.values()) entry.told = entry.ask();
    for (const watcher of this.watchers) watcher();
  }
  emit(event: EventDefinition, data: unknown) {
    for (const listener of this.listeners.get(event.type) ?? []) listener(data);
  }
  private viewOf(query: QueryDefinition): Told['view'] {
    const found = this.views.find((candidate) => candidate.query.type === query.type);
    if (!found) throw new Error(`The test tells no answer to ${query.type}.`);
    return found.view;
  }
}

/**
 * Shows one block as a page would, with the answers it is told.
 *
 * @remarks The props go through the block's schemas, as they do on the server. The block of an earlier call is taken away.
 * @example
 * const { page, head } = rendered(homePage, {}, told(GetHome, { teasers: [] }));
 */
export function rendered(block: Block, props: Record<string, unknown>, ...views: readonly Told[]) {
  cleanup();
  const runtime = new TestRuntime(views);
  const shown = (given: Record<string, unknown>) => (
    <PlacedBlock block={block} props={z.object(block.props).parse(given)} runtime={runtime} />
  );
  const page = render(shown(props));
  return {
    page,
    root: page.container,
    /** What the block said about its page. */
    head: () => runtime.headOfPage,
    asked: runtime.asked,
    sent: runtime.sent,
    /** Where the block has led to by itself. */
    navigated: runtime.navigated,
    /** Refuses all commands from now on, or none any more. */
    refuse: (problem: Problem | undefined) => void (runtime.refusal = problem),
    /** Gives the block other props, as a navigation inside its page does. */
    again: (given: Record<string, unknown>) => page.rerender(shown(given)),
    /** Tells other answers, as when events have refreshed them. */
    change: (...changed: readonly Told[]) => act(() => runtime.change(changed)),
    emit: (event: EventDefinition, data: unknown) => act(() => runtime.emit(event, data)),
  };
}
