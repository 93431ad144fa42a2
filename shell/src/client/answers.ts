import { answerKey, topicOf, type Answer } from '@jogakbo/blocks';
import type { Answered } from '@jogakbo/protocol';
import type { CommandDefinition, QueryDefinition } from '@jogakbo/contract';
import { askQuery } from './api.ts';
import { CookieChanges } from './cookie-changes.ts';
import type { LiveEvents } from './live-events.ts';
import { LivingAnswer, type Rendered, type Source } from './living-answer.ts';
import { writePositions, type Positions } from './positions.ts';

const KEPT = 300;
/** Stands among positions for how often the visitor's cookies changed; no log has such a name. */
const COOKIES = 'cookies!';
const inLogs = (seen: Positions): Positions => Object.fromEntries(Object.entries(seen).filter(([log]) => log !== COOKIES));

/**
 * The answers that a page knows: primed with what the server rendered, asked for otherwise, and asked for again when
 * an event says that they may have changed, or a command may have changed the visitor's cookies.
 */
export class Answers {
  private readonly kept = new Map<string, LivingAnswer>();
  private readonly primed = new Map<string, Rendered>();
  private readonly live: LiveEvents;
  private readonly gone: (vertical: string) => void;
  private readonly cookies: CookieChanges;

  /** @param gone Called with a vertical whose release, to which a block of this page is pinned, runs no more. */
  constructor(live: LiveEvents, gone: (vertical: string) => void, cookies = new CookieChanges()) {
    this.live = live;
    this.gone = gone;
    this.cookies = cookies;
    live.onPresence(({ away }) => {
      if (!away) for (const answer of this.kept.values()) answer.catchUp();
    });
    live.onMissed(({ vertical }) => {
      for (const answer of this.kept.values()) answer.lose(vertical);
    });
  }

  /** Takes over what a block of this release was rendered with, at these positions; what came after them is told. */
  prime(release: string, answered: readonly Answered[], positions: Positions) {
    this.live.seenAt(positions);
    for (const { key, view } of answered) {
      const known = this.kept.get(`${release} ${key}`);
      if (known) known.prime({ view, positions });
      else this.primed.set(`${release} ${key}`, { view, positions });
    }
  }

  /** The one answer to a question; one that failed stays so, until it is forgotten. */
  of(release: string, query: QueryDefinition, data: unknown): Answer<any> {
    const key = `${release} ${answerKey(query, data)}`;
    const known = this.kept.get(key);
    if (known) return known;
    const made = new LivingAnswer(this.sourceOf(release, query, data), this.primed.get(key));
    this.primed.delete(key);
    this.makeRoom();
    this.kept.set(key, made);
    return made;
  }

  /** A command was sent: what is answered by the cookies that it may have set is asked for again, in all tabs. */
  commanded({ cookies }: CommandDefinition) {
    this.cookies.changed(cookies);
  }

  /** Answers that somebody looks at stay, however many they are. */
  private makeRoom() {
    for (const [key, answer] of this.kept) {
      if (this.kept.size < KEPT) return;
      if (!answer.isWatched) this.kept.delete(key);
    }
  }

  /** Lets questions that failed be asked anew. */
  forgetFailures() {
    for (const [key, answer] of this.kept) if (answer.known().failure !== undefined) this.kept.delete(key);
  }

  private sourceOf(release: string, query: QueryDefinition, data: unknown): Source {
    const topics = new Set(query.refreshedBy.map((event) => topicOf(event, data)));
    const logs = new Set(query.refreshedBy.map(({ vertical }) => vertical));
    const positionsOf = (position: (log: string) => number): Positions => Object.fromEntries([...logs].map((log) => [log, position(log)]));
    const { cookies } = query;
    const types = new Set(query.refreshedBy.map(({ type }) => type));
    return {
      ask: (seen = {}) => askQuery(query.vertical, query.type, data, { release, after: writePositions(inLogs(seen)) }),
      watch: (tell) => {
        const ends = [...topics].map((topic) => this.live.watch(topic, ({ type }) => (type === undefined || types.has(type)) && tell()));
        ends.push(this.cookies.watch(cookies, tell));
        return () => ends.forEach((end) => end());
      },
      heard: () => ({ ...positionsOf((log) => this.live.heard(log)), [COOKIES]: this.cookies.count(cookies) }),
      seenIn: (positions) => positionsOf((log) => positions[log] ?? 0),
      gone: () => this.gone(query.vertical),
    };
  }
}
