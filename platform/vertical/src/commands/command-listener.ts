import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { parseOrProblem, type CommandDefinition } from '@jogakbo/contract';
import { readCommand, subjects } from '@jogakbo/protocol';
import { callOf, inCall, inTime, requestSeconds, fingerprintOf } from '@jogakbo/runtime';
import { refusalOfSender } from './may-send.ts';

/** What a vertical does at once with commands whose sender waits. */
export interface ListenerParts {
  readonly vertical: string;
  readonly connection: NatsConnection;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly carryOut: (type: string, data: unknown) => Promise<unknown>;
}

/** What the sender of a command is told: that it was carried out, or that it has to wait for its owner. */
export const promptly = { done: 'done', later: 'later' } as const;

/** Commands that one process carries out at the same time while their senders wait. */
const AT_ONCE = 64;

/**
 * Carries out at once what others send while they wait for a moment, so that no broker has to keep it.
 *
 * @remarks Whatever does not succeed at the first try, or takes longer than its sender waits, comes again to `CommandReader`, which knows
 * refusals, failures and dead letters. Carried out twice is nothing, since the command's id is the same.
 */
export class CommandListener {
  private readonly underWay = new Set<Promise<unknown>>();
  private subscription: Subscription | undefined;
  private readonly parts: ListenerParts;
  constructor(parts: ListenerParts) {
    this.parts = parts;
  }

  start() {
    const { connection, vertical } = this.parts;
    this.subscription = connection.subscribe(subjects.prompt({ to: vertical, by: '*' }, '*'), {
      queue: vertical,
      callback: (error, message) => {
        if (!error) this.take(message);
      },
    });
  }
  /** Takes nothing new, and resolves when all that is under way is answered. */
  async stop() {
    await this.subscription?.drain().catch(() => {});
    await Promise.all(this.underWay);
  }

  private take(message: Msg) {
    if (this.underWay.size >= AT_ONCE) return void message.respond(promptly.later);
    const work = this.carryOut(message)
      .catch(() => promptly.later)
      .then((answer) => message.respond(answer))
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  private async carryOut(message: Msg): Promise<string> {
    const { type, data, envelope } = readCommand(
      (name) => message.headers?.get(name),
      () => message.json(),
    );
    const definition = this.parts.commands.get(type);
    // Whoever may not send it is told so by the reader of what waits.
    if (!definition || refusalOfSender(message.subject, this.parts.vertical, definition) !== undefined) return promptly.later;
    const end = requestSeconds.startTimer({ message: type });
    const call = callOf({ ...envelope, asked: fingerprintOf({ type, data }, definition) }, definition.deadline);
    await inCall(call, () => inTime(call, this.parts.carryOut(type, parseOrProblem(definition.schema, data, type))));
    end({ outcome: 'ok' });
    return promptly.done;
  }
}
