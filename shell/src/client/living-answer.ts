import type { Answer, Known } from '@jogakbo/blocks';
import { ProblemError } from '@jogakbo/contract';
import { furthest, isPast, type Positions } from './positions.ts';

const RETRY = { first: 1000, longest: 30_000 };

/** How one question is asked, and which live events may change its answer. */
export interface Source {
  readonly ask: (seen?: Positions) => Promise<unknown>;
  readonly watch: (tell: () => void) => () => void;
  /** The positions of the last facts that anybody on the page heard, in the logs that these events are in, and how often cookies changed. */
  readonly heard: () => Positions;
  /** The positions in the same logs, of all that a view was rendered with. */
  readonly seenIn: (positions: Positions) => Positions;
  /** Called when the release that is asked runs no more. */
  readonly gone: () => void;
}

/** A view that a server rendered with, and what it had seen at least. */
export interface Rendered {
  readonly view: unknown;
  readonly positions: Positions;
}

/**
 * The living answer to one question.
 *
 * @remarks Facts that come while it is asked again are answered together by one more question. When asking again fails,
 * the last view stays and it is asked later, as long as somebody looks.
 */
export class LivingAnswer implements Answer<any> {
  readonly first: Promise<unknown>;
  private state: Known<any>;
  private readonly listeners = new Set<() => void>();
  private readonly source: Source;
  private unwatch: (() => void) | undefined;
  /** What is in the view: what it was rendered with, or what was heard before it was asked for. */
  private seen: Positions;
  private isWanted = false;
  private isAsking = false;
  private wait = RETRY.first;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source, rendered?: Rendered) {
    this.source = source;
    this.seen = rendered ? source.seenIn(rendered.positions) : source.heard();
    this.state = rendered ? { view: rendered.view } : {};
    this.first = rendered ? Promise.resolve(rendered.view) : source.ask();
    if (!rendered)
      this.first.then(
        (view) => this.sayFirst({ view }),
        (failure: unknown) => this.sayFirst({ failure }),
      );
  }

  readonly known = () => this.state;

  get isWatched() {
    return this.listeners.size > 0;
  }

  /** Takes the view that a server rendered with, unless the one that is known has seen more. */
  prime({ view, positions }: Rendered) {
    const seen = this.source.seenIn(positions);
    if (this.state.view === undefined || !isPast(this.seen, seen)) this.take(view, seen);
    if (this.isWatched) this.keepUp();
  }

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

  /** Has seen nothing of a log any more, as far as anybody knows: asks anew if anything of it is in the view. */
  lose(log: string) {
    if (!(log in this.source.heard())) return;
    this.seen = Object.fromEntries(Object.entries(this.seen).filter(([name]) => name !== log));
    if (this.isWatched) void this.refresh();
  }

  /** Asks what could not be asked, at once. */
  catchUp() {
    if (this.isWanted && this.isWatched) void this.refresh();
  }

  private watch() {
    const end = this.source.watch(() => void this.refresh());
    this.keepUp();
    return end;
  }

  /** Asks again when the page has heard what the view may not have seen. */
  private keepUp() {
    if (isPast(this.source.heard(), this.seen)) void this.refresh();
  }

  private async refresh() {
    this.isWanted = true;
    clearTimeout(this.retry);
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.isWanted && (await this.ask()));
    this.isAsking = false;
    if (!this.isWanted || !this.isWatched) return;
    this.retry = setTimeout(() => this.catchUp(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(RETRY.longest, this.wait * 2);
  }

  private async ask(): Promise<boolean> {
    const seen = furthest(this.seen, this.source.heard());
    this.isWanted = false;
    try {
      const view = await this.source.ask(seen);
      if (!isPast(this.seen, seen)) this.take(view, seen);
      this.wait = RETRY.first;
      return true;
    } catch (error) {
      this.isWanted = true;
      if (error instanceof ProblemError && error.is('release-gone')) this.source.gone();
      return false;
    }
  }

  private take(view: unknown, seen: Positions) {
    this.seen = seen;
    this.say({ view });
  }

  /** The first answer comes too late when a server's has come meanwhile. */
  private sayFirst(next: Known<any>) {
    if (this.state.view === undefined) this.say(next);
  }

  private say(next: Known<any>) {
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}
