/** A public event as a page hears it. */
export interface Fact {
  readonly vertical: string;
  readonly type: string;
  readonly key: string;
  readonly position: number;
  readonly data: unknown;
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
  | { kind: 'fact'; value: Fact; id: string }
  | { kind: 'release'; value: Released }
  | { kind: 'presence'; value: Presence };
type Between = { kind: 'topics'; tab: string; topics: string[]; after: string } | { kind: 'bye'; tab: string } | { kind: 'tell' } | Heard;

const CHANNEL = 'jogakbo-live-events';

/**
 * Live events for this page: facts it watches, releases, and verticals that go and come.
 *
 * @remarks One connection per browser, whatever the number of tabs: the tab that holds the lock listens for all and
 * passes on what it hears; when it goes, another takes over from the last position heard, so that nothing is missed.
 */
export class LiveEvents {
  private readonly tab = crypto.randomUUID();
  private readonly watched = new Map<string, Set<(fact: Fact) => void>>();
  private readonly listeners = new Set<(heard: Heard) => void>();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly topicsOfTabs = new Map<string, string[]>();
  private source: EventSource | undefined;
  private leads = false;
  private positions = new Map<string, number>();
  private connecting: ReturnType<typeof setTimeout> | undefined;

  start() {
    this.channel.onmessage = ({ data }: MessageEvent<Between>) => this.receive(data);
    addEventListener('pagehide', () => this.channel.postMessage({ kind: 'bye', tab: this.tab } satisfies Between));
    void navigator.locks.request(CHANNEL, () => {
      this.leads = true;
      this.channel.postMessage({ kind: 'tell' } satisfies Between);
      this.connectSoon();
      return new Promise(() => {});
    });
  }

  /** The page shows what was true at these positions; what came later is told. */
  seenAt(positions: Readonly<Record<string, number>>) {
    for (const [stream, position] of Object.entries(positions)) {
      const known = this.positions.get(stream);
      if (known === undefined || (!this.source && position < known)) this.positions.set(stream, position);
    }
  }

  watch(topic: string, listener: (fact: Fact) => void): () => void {
    const listeners = this.watched.get(topic) ?? new Set();
    const isNew = listeners.size === 0;
    this.watched.set(topic, listeners.add(listener));
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

  private tellTopics() {
    const topics = [...this.watched.keys()];
    this.channel.postMessage({ kind: 'topics', tab: this.tab, topics, after: this.after() } satisfies Between);
    this.topicsOfTabs.set(this.tab, topics);
    if (this.leads) this.connectSoon();
  }

  private after = () => [...this.positions].map(([stream, position]) => `${stream}:${position}`).join(',');

  private receive(message: Between) {
    if (message.kind === 'tell') this.tellTopics();
    else if (message.kind === 'bye') this.topicsOfTabs.delete(message.tab);
    else if (message.kind === 'topics') this.hearTopics(message);
    else this.hear(message);
  }

  private hearTopics({ tab, topics }: { tab: string; topics: string[] }) {
    const known = new Set([...this.topicsOfTabs.values()].flat());
    this.topicsOfTabs.set(tab, topics);
    if (this.leads && topics.some((topic) => !known.has(topic))) this.connectSoon();
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
    const pass = (kind: Heard['kind']) =>
      source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
        const heard = { kind, value: JSON.parse(data), id: lastEventId } as Heard;
        this.channel.postMessage(heard);
        this.hear(heard);
      });
    pass('fact');
    pass('release');
    pass('presence');
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED && this.source === source) setTimeout(() => this.connectSoon(), 1000);
    };
  }

  private hear(heard: Heard) {
    if (heard.kind === 'fact') this.hearFact(heard.value);
    for (const listener of this.listeners) listener(heard);
  }

  private hearFact(fact: Fact) {
    this.positions.set(fact.vertical, Math.max(fact.position, this.positions.get(fact.vertical) ?? 0));
    for (const [topic, listeners] of this.watched) {
      const [vertical, , , key] = topic.split('.');
      if (vertical !== fact.vertical || (key !== '*' && key !== fact.key)) continue;
      for (const listener of [...listeners]) listener(fact);
    }
  }
}
