import type { JetStreamClient } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { commandWire, headerNames, subjects, type CommandMessage, type Outcome, type Reply, type Wire } from '@jogakbo/contract';

/** Sends commands and their outcomes to verticals that may be off: JetStream keeps them until they are done. */
export class CommandSender {
  private readonly vertical: string;
  private readonly jetstream: JetStreamClient;
  constructor(vertical: string, jetstream: JetStreamClient) {
    this.vertical = vertical;
    this.jetstream = jetstream;
  }

  /**
   * Resolves when the command is kept.
   *
   * @param messageId Sending again under it within two minutes is nothing; later, the command's own id makes it nothing.
   */
  async send(owner: string, message: CommandMessage, messageId: string): Promise<void> {
    await this.publish(subjects.command(owner, message.type), commandWire(message, this.vertical), messageId);
  }

  /** Tells a process what became of its command. */
  async tell({ vertical, aggregate, key, purpose }: Reply, came: Pick<Outcome, 'outcome' | 'reason'>, commandId: string): Promise<void> {
    const outcome: Outcome = { aggregate, key, purpose, ...came };
    const id = `${commandId}.${purpose}.${came.outcome}`;
    const wire = { headers: { [headerNames.id]: id }, body: JSON.stringify(outcome) };
    await this.publish(subjects.outcome(vertical, aggregate), wire, id);
  }

  private async publish(subject: string, { headers, body }: Wire, msgID: string) {
    const made = natsHeaders();
    for (const [name, value] of Object.entries(headers)) made.set(name, value);
    await this.jetstream.publish(subject, body, { headers: made, msgID });
  }
}
