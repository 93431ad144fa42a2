import { randomId } from './ids.ts';
import { readPositions, writePositions, type Positions } from './positions.ts';

/** An event as a page hears it: what has happened where that is told, and else that something has changed. */
export interface Fact {
  readonly vertical: string;
  readonly type?: string;
  readonly key: string;
  readonly position: number;
  readonly data?: unknown;
}
/** What happened up to a position of a log was missed: whatever is shown of it is to be asked for anew. */
export interface Missed {
  readonly vertical: string;
  readonly position: number;
}
export interface Released {
  readonly vertical: string;
  readonly version: string;
}
export interface Presence {
  readonly vertical: string;
  readonly away: boolean;
}

type Heard =
  | { kind: 'fact'; value: Fact }
  | { kind: 'release'; value: Released }
  | { kind: 'presence'; value: Presence }
  | { kind: 'missed'; value: Missed }
  | { kind: 'connected' };
type Between = { kind: 'topics'; tab: string; topics: string[]; after: string } | { kind: 'bye'; tab: string } | { kind: 'tell' } | Heard;

const CHANNEL = 'jogakbo-live-events';

/**
 * Live events for this page: facts it watches, releases, and verticals that go and come.
 *
 * @remarks One connection per browser, whatever the number of tabs: the tab that holds the lock listens for all and
 * passes on what it hears; when it goes, another takes over from the last position heard, so that nothing is missed.
 */
export class LiveEvents {
  private readonly tab = randomId();
  /** By topic: who listens, and the position up to which each was told. */
  private readonly watched = new Map<string, Map<(fact: Fact) => void, number>>();
  private readonly listeners = new Set<(heard: Heard) => void>();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly topicsOfTabs = new Map<string, string[]>();
  private source: EventSource | undefined;
  private leads = false;
  /** Where this page stands: it comes back from here. */
  private readonly positions = new Map<string, number>();
  private readonly lastHeard = new Map<string, number>();
  private connecting: ReturnType<typeof setTimeout> | undefined;

  start() {
    // Outside a secure context a browser has no locks: each tab listens for itself.
    if (!('locks' in navigator)) return this.lead();
    this.channel.onmessage = ({ data }: MessageEvent<Between>) => this.receive(data);
    addEventListener('pagehide', () => this.channel.postMessage({ kind: 'bye', tab: this.tab } satisfies Between));
    void navigator.locks.request(CHANNEL, () => {
      this.lead();
      return new Promise(() => {});
    });
  }

  private lead() {
    this.leads = true;
    this.channel.postMessage({ kind: 'tell' } satisfies Between);
    this.connectSoon();
  }

  /** A block shows what was true at these positions; what came later is told, also if others heard it before. */
  seenAt(positions: Positions) {
    if (this.goBackTo(positions)) this.tellTopics();
  }

  /** The position of the last fact of a vertical that was heard, whatever its topic. */
  heard(vertical: string): number {
    return this.lastHeard.get(vertical) ?? 0;
  }

  /** Listens to a topic; no listener is told a fact twice. */
  watch(topic: string, listener: (fact: Fact) => void): () => void {
    const listeners = this.watched.get(topic) ?? new Map<(fact: Fact) => void, number>();
    const isNew = listeners.size === 0;
    this.watched.set(topic, listeners.set(listener, 0));
    if (isNew) this.tellTopics();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.watched.get(topic) === listeners) this.watched.delete(topic);
    };
  }

  onRelease(listener: (released: Released) => void) {
    this.listeners.add((heard) => heard.kind === 'release' && listener(heard.value));
  }
  onPresence(listener: (presence: Presence) => void) {
    this.listeners.add((heard) => heard.kind === 'presence' && listener(heard.value));
  }

  onMissed(listener: (missed: Missed) => void) {
    this.listeners.add((heard) => heard.kind === 'missed' && listener(heard.value));
  }

  /** Called whenever a connection is there: what is no fact may have happened while there was none. */
  onConnected(listener: () => void) {
    this.listeners.add((heard) => heard.kind === 'connected' && listener());
  }

  private tellTopics() {
    const topics = [...this.watched.keys()];
    this.channel.postMessage({ kind: 'topics', tab: this.tab, topics, after: this.after() } satisfies Between);
    this.topicsOfTabs.set(this.tab, topics);
    if (this.leads) this.connectSoon();
  }

  private after = () => writePositions(Object.fromEntries(this.positions));

  private receive(message: Between) {
    if (message.kind === 'tell') this.tellTopics();
    else if (message.kind === 'bye') this.topicsOfTabs.delete(message.tab);
    else if (message.kind === 'topics') this.hearTopics(message);
    else this.hear(message);
  }

  private hearTopics({ tab, topics, after }: { tab: string; topics: string[]; after: string }) {
    const known = new Set([...this.topicsOfTabs.values()].flat());
    this.topicsOfTabs.set(tab, topics);
    const isBehind = this.goBackTo(readPositions(after));
    if (this.leads && (isBehind || topics.some((topic) => !known.has(topic)))) this.connectSoon();
  }

  /** Stands where the furthest behind of all stand; says whether that is further back than before. */
  private goBackTo(positions: Positions): boolean {
    let isBehind = false;
    for (const [stream, position] of Object.entries(positions)) {
      const known = this.positions.get(stream);
      if (known !== undefined && known <= position) continue;
      this.positions.set(stream, position);
      isBehind ||= known !== undefined;
    }
    // What the connection from further on still tells must not count as all that there was.
    if (isBehind) this.source?.close();
    return isBehind;
  }

  private connectSoon() {
    clearTimeout(this.connecting);
    this.connecting = setTimeout(() => this.connect(), 50);
  }

  private connect() {
    this.source?.close();
    const topics = [...new Set([...this.topicsOfTabs.values()].flat())].sort().slice(0, 200);
    const query = new URLSearchParams({ topics: topics.join(','), after: this.after() });
    const source = new EventSource(`/events?${query}`);
    this.source = source;
    for (const kind of ['fact', 'release', 'presence', 'missed'] as const)
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => this.pass({ kind, value: JSON.parse(data) }));
    source.onopen = () => this.pass({ kind: 'connected' });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && this.source === source) setTimeout(() => this.connectSoon(), 1000);
    };
  }

  private pass(heard: Heard) {
    this.channel.postMessage(heard);
    this.hear(heard);
  }

  private hear(heard: Heard) {
    if (heard.kind === 'fact') this.hearFact(heard.value);
    if (heard.kind === 'missed') this.standAt(heard.value);
    for (const listener of this.listeners) listener(heard);
  }

  /** Where the log stands now, be that further back than before: it may be another one of that name. */
  private standAt({ vertical, position }: Missed) {
    for (const positions of [this.positions, this.lastHeard]) positions.set(vertical, position);
    for (const [topic, listeners] of this.watched)
      if (topic.startsWith(`${vertical}.`)) for (const listener of listeners.keys()) listeners.set(listener, 0);
  }

  private hearFact(fact: Fact) {
    for (const positions of [this.positions, this.lastHeard])
      positions.set(fact.vertical, Math.max(fact.position, positions.get(fact.vertical) ?? 0));
    for (const [topic, listeners] of this.watched) {
      const [vertical, , , key] = topic.split('.');
      if (vertical !== fact.vertical || (key !== '*' && key !== fact.key)) continue;
      for (const [listener, told] of [...listeners]) {
        if (fact.position <= told) continue;
        listeners.set(listener, fact.position);
        listener(fact);
      }
    }
  }
}
