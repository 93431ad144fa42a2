import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';
import { commandWire, headerNames, subjects, type CommandMessage, type Reply, type Wire } from '@jogakbo/protocol';
import { wellFormed, type CommandOutcome } from '@jogakbo/contract';
import { promptly } from './command-listener.ts';

/** Milliseconds that the owner of a command gets to carry it out at once. */
const PATIENCE = 1000;

/** Sends commands and their outcomes to verticals that may be off: JetStream keeps them until they are done. */
export class CommandSender {
  private readonly vertical: string;
  private readonly connection: NatsConnection;
  private readonly jetstream: JetStreamClient;
  constructor(vertical: string, connection: NatsConnection) {
    this.vertical = vertical;
    this.connection = connection;
    this.jetstream = jetstream(connection);
  }

  /**
   * Resolves when the command is carried out, or kept until it is.
   *
   * @param messageId Sending again under it within two minutes is nothing; later, the command's own id makes it nothing.
   */
  async send(owner: string, message: CommandMessage, messageId: string): Promise<void> {
    const wire = commandWire(message, this.vertical);
    // Where somebody has to be told that it was done, the telling must be kept as well.
    const exchange = { to: owner, by: this.vertical };
    if (!message.reply?.confirm && (await this.isDoneAtOnce(subjects.prompt(exchange, message.type), wire))) return;
    await this.publish(subjects.command(exchange, message.type), wire, messageId);
  }

  /** Tells a process what became of its command. */
  async tell(
    { vertical, aggregate, key, purpose }: Reply,
    came: Pick<CommandOutcome, 'outcome' | 'reason'>,
    commandId: string,
  ): Promise<void> {
    const { outcome, reason } = came;
    const told: CommandOutcome = { aggregate, key, purpose, outcome, ...(reason !== undefined && { reason: wellFormed(reason) }) };
    const id = `${commandId}.${purpose}.${outcome}`;
    const wire = { headers: { [headerNames.id]: id }, body: JSON.stringify(told) };
    await this.publish(subjects.outcome({ to: vertical, by: this.vertical }, aggregate), wire, id);
  }

  /** Whether the owner of a command is there and has carried it out: then nothing is left to be kept. */
  private async isDoneAtOnce(subject: string, { headers, body }: Wire): Promise<boolean> {
    try {
      const answer = await this.connection.request(subject, body, { headers: headersOf(headers), timeout: PATIENCE });
      return answer.string() === promptly.done;
    } catch {
      return false;
    }
  }

  private async publish(subject: string, { headers, body }: Wire, msgID: string) {
    await this.jetstream.publish(subject, body, { headers: headersOf(headers), msgID });
  }
}

function headersOf(headers: Wire['headers']) {
  const made = natsHeaders();
  for (const [name, value] of Object.entries(headers)) made.set(name, value);
  return made;
}
