import type { Msg, MsgHdrs } from '@nats-io/transport-node';

/** A message as it stands in a log: asked for, or told when it was stored. The server says its place in the same headers either way. */
export class LogMessage {
  readonly seq: number;
  readonly subject: string;
  constructor(private readonly message: Msg) {
    this.seq = Number(this.headers.get('Nats-Sequence'));
    this.subject = this.headers.get('Nats-Subject');
  }

  get headers(): MsgHdrs {
    return this.message.headers!;
  }
  /** When the server stored it, by its clock. */
  get time(): Date {
    return new Date(this.headers.get('Nats-Time-Stamp'));
  }
  /** How many more there were when it was asked for, of those that were. */
  get pending(): number {
    return Number(this.headers.get('Nats-Num-Pending') || 0);
  }
  get data(): Uint8Array {
    return this.message.data;
  }
  /** Bytes of its body. */
  get size(): number {
    return this.data.length;
  }
  json<T>(): T {
    return this.message.json<T>();
  }
  string(): string {
    return this.message.string();
  }
}
