/** A cookie of a vertical, as far as a page knows it: no script sees what is in it. */
interface Named {
  readonly vertical: string;
  readonly name: string;
}

const nameOf = ({ vertical, name }: Named) => `${vertical}/${name}`;

/**
 * Tells in all tabs that a command may have changed cookies of the visitor, so that what is answered by them is asked
 * for again.
 */
export class CookieChanges {
  private readonly channel = new BroadcastChannel('jogakbo-cookies');
  private readonly listeners = new Set<(names: readonly string[]) => void>();
  /** By cookie: how often it was changed since this page was opened. */
  private readonly counts = new Map<string, number>();

  constructor() {
    this.channel.onmessage = ({ data }: MessageEvent<string[]>) => this.hear(data);
  }

  changed(cookies: readonly Named[]) {
    if (cookies.length === 0) return;
    const names = cookies.map(nameOf);
    this.channel.postMessage(names);
    this.hear(names);
  }

  /** How often these were changed: a view that was made before the last time may be an old one. */
  count(cookies: readonly Named[]): number {
    return cookies.reduce((sum, cookie) => sum + (this.counts.get(nameOf(cookie)) ?? 0), 0);
  }

  watch(cookies: readonly Named[], listener: () => void): () => void {
    const watched = new Set(cookies.map(nameOf));
    const hear = (names: readonly string[]) => names.some((name) => watched.has(name)) && listener();
    this.listeners.add(hear);
    return () => void this.listeners.delete(hear);
  }

  /** Hears of no other tab any more, nor tells one. */
  close() {
    this.channel.close();
  }

  private hear(names: readonly string[]) {
    for (const name of names) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    for (const listener of this.listeners) listener(names);
  }
}
