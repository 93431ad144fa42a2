/** An event as the shop tells it to browsers. */
export interface LiveFact {
  readonly vertical: string;
  readonly type: string;
  readonly key: string;
  readonly data?: unknown;
}

/** What anybody is told of these topics from now on; it is read when `until` is asked for, up to a fact that it is true of. */
export async function liveFacts(address: string, topics: readonly string[]) {
  const leaving = new AbortController();
  const answer = await fetch(`${address}/events?topics=${encodeURIComponent(topics.join(','))}`, { signal: leaving.signal });
  const facts: LiveFact[] = [];
  return {
    status: answer.status,
    /** All facts so far, when each of these has come. */
    until: async (isThere: (facts: readonly LiveFact[]) => boolean): Promise<readonly LiveFact[]> => {
      let text = '';
      for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += part;
        const whole = text.split('\n\n');
        text = whole.pop()!;
        for (const message of whole)
          if (message.startsWith('event: fact\n')) facts.push(JSON.parse(/^data: (.*)$/m.exec(message)![1]!) as LiveFact);
        if (isThere(facts)) break;
      }
      return facts;
    },
    leave: () => leaving.abort(),
  };
}
