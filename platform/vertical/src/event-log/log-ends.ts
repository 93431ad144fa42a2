import type { JetStreamManager } from '@nats-io/jetstream';

/** How far logs go, as the server says; what is known of them is asked for once, however many want to know it. */
export class LogEnds {
  private readonly known = new Map<string, number>();
  private readonly asked = new Map<string, Promise<number>>();

  constructor(private readonly manager: Pick<JetStreamManager, 'streams'>) {}

  /** Whether a log has come to a position. While the server doesn't say, it is believed. */
  async reach(stream: string, position: number): Promise<boolean> {
    if (position <= (this.known.get(stream) ?? 0)) return true;
    // An answer that was under way already may be older than the position; the one after it is not.
    return (await this.end(stream)) >= position || (await this.end(stream)) >= position;
  }

  private end(stream: string): Promise<number> {
    const underWay = this.asked.get(stream);
    if (underWay) return underWay;
    const asking = this.ask(stream).finally(() => this.asked.delete(stream));
    this.asked.set(stream, asking);
    return asking;
  }

  private async ask(stream: string): Promise<number> {
    try {
      const { last_seq: end } = (await this.manager.streams.info(stream)).state;
      this.known.set(stream, end);
      return end;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }
}
