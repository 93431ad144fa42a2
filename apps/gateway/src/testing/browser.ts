/** One server-sent event as a browser sees it. */
export interface Heard {
  readonly event: string;
  readonly data: any;
  /** The last id that was sent, with this event or before it. */
  readonly id: string;
}

/** Reads `/events` as a browser's EventSource does, one event after the other. */
export class TestBrowser {
  private readonly lines: AsyncIterator<string>;
  /** The position to come back with. */
  id = '';

  private constructor(
    private readonly response: Response,
    private readonly leaving: AbortController,
  ) {
    this.lines = linesOf(response);
  }

  static async listen(address: string, headers: Record<string, string> = {}): Promise<TestBrowser> {
    const leaving = new AbortController();
    const response = await fetch(address, { headers, signal: leaving.signal });
    const browser = new TestBrowser(response, leaving);
    if (response.ok) await browser.block();
    return browser;
  }

  get status() {
    return this.response.status;
  }

  /** The next event, pings aside; `undefined` when the stream has ended. */
  async next(): Promise<Heard | undefined> {
    for (;;) {
      const block = await this.block();
      if (!block) return undefined;
      if (block.data !== undefined && block.event !== 'ping')
        return { event: block.event ?? 'message', data: JSON.parse(block.data), id: this.id };
    }
  }
  /** The next events, as many as are asked for. */
  async hear(count: number): Promise<Heard[]> {
    const heard: Heard[] = [];
    while (heard.length < count) {
      const event = await this.next();
      if (!event) throw new Error(`The stream ended after ${heard.length} events.`);
      heard.push(event);
    }
    return heard;
  }
  leave() {
    this.leaving.abort();
  }

  /** The fields up to the next empty line. */
  private async block(): Promise<Record<string, string> | undefined> {
    const fields: Record<string, string> = {};
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) return undefined;
      if (value === '') break;
      const colon = value.indexOf(':');
      fields[value.slice(0, colon)] = value.slice(colon + 1).trimStart();
    }
    this.id = fields.id ?? this.id;
    return fields;
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  let rest = '';
  for await (const text of body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
