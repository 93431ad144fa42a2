import { answerKey, topicOf, type Answer, type Known } from '@jogakbo/blocks';
import { ProblemError, type Answered, type QueryDefinition } from '@jogakbo/contract';
import { askQuery } from './api.ts';
import type { Fact, LiveEvents } from './live-events.ts';

const KEPT = 300;
const RETRY = { first: 1000, longest: 30_000 };

/** How one question is asked, and which live events may change its answer. */
interface Source {
  readonly ask: (after?: string) => Promise<unknown>;
  readonly watch: (tell: (fact: Fact) => void) => () => void;
  /** The positions of the last facts that anybody on the page heard. */
  readonly heard: () => string;
  /** Called when the release that is asked runs no more. */
  readonly gone: () => void;
}

/**
 * The living answer to one question.
 *
 * @remarks Facts that come while it is asked again are answered together by one more question. When asking again fails,
 * the last view stays and it is asked later, as long as somebody looks.
 */
class LivingAnswer implements Answer<any> {
  readonly first: Promise<unknown>;
  private state: Known<any>;
  private readonly listeners = new Set<() => void>();
  private readonly source: Source;
  private unwatch: (() => void) | undefined;
  /** What was heard before the view was asked for, and so is in it. */
  private seen: string;
  private wanted: string | undefined;
  private isAsking = false;
  private wait = RETRY.first;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source, view: unknown) {
    this.source = source;
    this.seen = source.heard();
    this.state = view === undefined ? {} : { view };
    this.first = view === undefined ? source.ask() : Promise.resolve(view);
    if (view === undefined)
      this.first.then(
        (answered) => this.say({ view: answered }),
        (failure: unknown) => this.say({ failure }),
      );
  }

  readonly known = () => this.state;
  readonly prime = (view: unknown) => this.say({ view });

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    this.unwatch ??= this.watch();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearTimeout(this.retry);
      this.unwatch?.();
      this.unwatch = undefined;
    };
  };

  /** Asks what could not be asked, at once. */
  catchUp() {
    if (this.wanted !== undefined && this.listeners.size > 0) void this.refresh(this.wanted);
  }

  private watch() {
    const end = this.source.watch(({ vertical, position }) => void this.refresh(`${vertical}:${position}`));
    const heard = this.source.heard();
    if (heard !== this.seen) void this.refresh(heard);
    return end;
  }

  private async refresh(after: string) {
    this.wanted = after;
    clearTimeout(this.retry);
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.wanted !== undefined && (await this.askFor(this.wanted)));
    this.isAsking = false;
    if (this.wanted === undefined || this.listeners.size === 0) return;
    this.retry = setTimeout(() => this.catchUp(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(RETRY.longest, this.wait * 2);
  }

  private async askFor(after: string): Promise<boolean> {
    const heard = this.source.heard();
    try {
      this.say({ view: await this.source.ask(after) });
      this.seen = heard;
      this.wait = RETRY.first;
      if (this.wanted === after) this.wanted = undefined;
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.is('release-gone')) this.source.gone();
      return false;
    }
  }

  private say(next: Known<any>) {
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}

/**
 * The answers that a page knows: primed with what the server rendered, asked for otherwise, and asked for again when
 * an event says that they may have changed.
 */
export class Answers {
  private readonly kept = new Map<string, LivingAnswer>();
  private readonly primed = new Map<string, unknown>();
  private readonly live: LiveEvents;
  private readonly gone: (vertical: string) => void;
  /** @param gone Called with a vertical whose release, to which a block of this page is pinned, runs no more. */
  constructor(live: LiveEvents, gone: (vertical: string) => void) {
    this.live = live;
    this.gone = gone;
    live.onPresence(({ away }) => {
      if (!away) for (const answer of this.kept.values()) answer.catchUp();
    });
  }

  /** Takes over what a block of this release was rendered with. */
  prime(release: string, answered: readonly Answered[]) {
    for (const { key, view } of answered) {
      const known = this.kept.get(`${release} ${key}`);
      if (known) known.prime(view);
      else this.primed.set(`${release} ${key}`, view);
    }
  }

  /** The one answer to a question; one that failed stays so, until it is forgotten. */
  of(release: string, query: QueryDefinition, data: unknown): Answer<any> {
    const key = `${release} ${answerKey(query, data)}`;
    const known = this.kept.get(key);
    if (known) return known;
    const made = new LivingAnswer(this.sourceOf(release, query, data), this.primed.get(key));
    this.primed.delete(key);
    this.kept.set(key, made);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return made;
  }

  /** Lets questions that failed be asked anew. */
  forgetFailures() {
    for (const [key, answer] of this.kept) if (answer.known().failure !== undefined) this.kept.delete(key);
  }

  private sourceOf(release: string, query: QueryDefinition, data: unknown): Source {
    const topics = new Set(query.refreshedBy.map((event) => topicOf(event, data)));
    const verticals = new Set(query.refreshedBy.map(({ vertical }) => vertical));
    const types = new Set(query.refreshedBy.map(({ type }) => type));
    return {
      ask: (after) => askQuery(query.vertical, query.type, data, { release, after }),
      watch: (tell) => {
        const ends = [...topics].map((topic) => this.live.watch(topic, (fact) => types.has(fact.type) && tell(fact)));
        return () => ends.forEach((end) => end());
      },
      heard: () => [...verticals].map((vertical) => `${vertical}:${this.live.heard(vertical)}`).join(','),
      gone: () => this.gone(query.vertical),
    };
  }
}
