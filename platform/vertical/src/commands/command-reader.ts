import type { FailedCommand } from '../subscriptions/dead-letters.ts';
import type { ConsumerMessages, JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { commandStream, consumers, headerNames, readCommand, subjects, type CommandMessage } from '@jogakbo/protocol';
import { CommandOutcome, parseOrProblem, problem, ProblemError, type CommandDefinition } from '@jogakbo/contract';
import { AlreadyHandled, callOf, inCall, inTime, log, requestSeconds, fingerprintOf, machine } from '@jogakbo/runtime';
import { Undecidable } from '../event-log/aggregate-streams.ts';
import { headersIn } from '../subscriptions/read-batch.ts';
import type { CommandSender } from './command-sender.ts';
import { isReplyToAnother, refusalOfSender } from './may-send.ts';

/** What a vertical does with what waits for it. */
export interface CommandParts {
  readonly vertical: string;
  readonly jetstream: JetStreamClient;
  readonly sender: CommandSender;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly carryOut: (type: string, data: unknown) => Promise<unknown>;
  readonly hearOutcome: (outcome: CommandOutcome, id: string) => Promise<unknown>;
  /** Writes down what failed for good. */
  readonly bury: (failed: FailedCommand) => Promise<void>;
}

/** Commands that are carried out at the same time by one process. */
const AT_ONCE = 64;
const RETRY = 500;
/** So often is something tried that fails for no reason of its own: for some three minutes. */
const ATTEMPTS = 40;
const pause = (attempt: number) => Math.min(5000, 100 * 2 ** attempt);
/** Milliseconds between two signs of life for what is under way. */
const SIGN_OF_LIFE = 1000;

/**
 * Carries out the commands that others have sent to a vertical, and hears what became of those that it sent.
 *
 * @remarks Replicas share the work. A command is done at least once and forgotten when it is done: its handler knows a
 * repeat by the command's id. What is refused is told to whoever waits for it; what nobody waits for, and what fails
 * again and again, becomes a dead letter.
 */
export class CommandReader {
  private readonly parts: CommandParts;
  private readonly underWay = new Map<JsMsg, Promise<void>>();
  private readonly stopping = new AbortController();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;
  private wrong: string | undefined;
  /** Why the last dead letter could not be written: its command stays where it is. */
  private unwritten: string | undefined;
  constructor(parts: CommandParts) {
    this.parts = parts;
  }

  start() {
    this.running = this.read();
  }
  /** Takes nothing new, and resolves when all that is under way is done. */
  async stop() {
    this.stopping.abort();
    this.messages?.stop();
    await this.running;
    await Promise.all(this.underWay.values());
  }
  /** What keeps this reader from going on, if anything. */
  problem(): string | undefined {
    return this.wrong ?? this.unwritten;
  }

  private async read() {
    const { signal } = this.stopping;
    const over = new AbortController();
    void this.stayAlive(over.signal);
    signal.addEventListener('abort', () => void Promise.allSettled(this.underWay.values()).then(() => over.abort()));
    while (!signal.aborted) {
      try {
        await this.takeAll();
      } catch (error) {
        this.wrong = `commands cannot be taken: ${String(error)}`;
        log.warn({ err: error }, 'Commands cannot be taken');
      }
      await machine.pause(RETRY, signal);
    }
  }

  /** Lets the broker know that what is under way is not lost. */
  private async stayAlive(over: AbortSignal) {
    while (!over.aborted) {
      await machine.pause(SIGN_OF_LIFE, over);
      for (const message of this.underWay.keys()) message.working();
    }
  }

  private async takeAll() {
    const { jetstream, vertical } = this.parts;
    const consumer = await jetstream.consumers.get(commandStream(vertical), consumers.ofCommands(vertical));
    this.messages = await consumer.consume({ max_messages: AT_ONCE, expires: 5000, idle_heartbeat: 1000, abort_on_missing_resource: true });
    this.wrong = undefined;
    if (this.stopping.signal.aborted) this.messages.stop();
    for await (const message of this.messages) {
      if (this.stopping.signal.aborted) break;
      while (this.underWay.size >= AT_ONCE) await Promise.race(this.underWay.values());
      this.underWay.set(
        message,
        this.take(message).finally(() => this.underWay.delete(message)),
      );
    }
  }

  private async take(message: JsMsg): Promise<void> {
    try {
      if (subjects.isOutcome(message.subject)) await this.hear(message);
      else await this.carryOut(message);
      message.ack();
    } catch (error) {
      const attempt = message.info.deliveryCount;
      log.warn({ err: error, subject: message.subject, attempt }, 'A command failed; it is tried again');
      if (attempt >= ATTEMPTS && (await this.giveUp(message, String(error)))) message.term();
      else message.nak(pause(attempt));
    }
  }

  private async hear(message: JsMsg) {
    const outcome = CommandOutcome.safeParse(message.json());
    if (!outcome.success) return this.bury(message, `no outcome of a command: ${outcome.error.message}`);
    await this.parts.hearOutcome(outcome.data, message.headers?.get(headerNames.id) ?? '');
  }

  private async carryOut(message: JsMsg) {
    let command: CommandMessage;
    try {
      command = readCommand(
        (name) => message.headers?.get(name),
        () => message.json(),
      );
    } catch (error) {
      return this.bury(message, `no command: ${String(error)}`);
    }
    if (isReplyToAnother(message.subject, command.reply)) return this.bury(message, `${command.reply!.vertical} did not send it`);
    const refusal = await this.refusalOf(command, message);
    const { reply, envelope } = command;
    if (refusal === undefined) {
      if (reply?.confirm) await this.parts.sender.tell(reply, { outcome: 'done' }, envelope.id);
      return;
    }
    if (reply) await this.parts.sender.tell(reply, { outcome: 'refused', reason: refusal }, envelope.id);
    else await this.bury(message, refusal);
  }

  /** Carries a command out; returns why its owner says no to it, if it does. */
  private async refusalOf({ type, data, envelope, reply }: CommandMessage, message: JsMsg): Promise<string | undefined> {
    const end = requestSeconds.startTimer({ message: type });
    const definition = this.parts.commands.get(type);
    const call = callOf({ ...envelope, asked: fingerprintOf({ type, data }, definition) }, definition?.deadline);
    try {
      if (!definition) throw new ProblemError(problem('invalid-message', `${this.parts.vertical} has no command ${type}`));
      const wrong = refusalOfSender(message.subject, this.parts.vertical, definition);
      if (wrong !== undefined) throw new ProblemError(problem('forbidden', wrong));
      const checked = parseOrProblem(definition.schema, data, type);
      await inCall(call, () => inTime(call, this.parts.carryOut(type, checked)));
      end({ outcome: 'ok' });
      return undefined;
    } catch (error) {
      end({ outcome: error instanceof ProblemError ? error.problem.type : 'internal' });
      if (error instanceof AlreadyHandled) return undefined;
      if (error instanceof Undecidable) {
        // Where nobody waits for it, any refusal is written down.
        if (reply) await this.bury(message, error.message);
        return error.message;
      }
      if (error instanceof ProblemError && isFinal(error)) return error.problem.detail ?? error.problem.title;
      throw error;
    }
  }

  private async giveUp(message: JsMsg, reason: string): Promise<boolean> {
    try {
      await this.bury(message, reason);
      return true;
    } catch (error) {
      log.error({ err: error }, 'A dead letter could not be written');
      this.unwritten = `the dead letter of ${message.subject} cannot be written: ${String(error)}`;
      return false;
    }
  }

  private async bury(message: JsMsg, reason: string) {
    const { seq: position, subject, headers, data: body } = message;
    await this.parts.bury({ position, subject, headers: headersIn(headers), body, reason });
    this.unwritten = undefined;
  }
}

/** Whether asking again would change nothing. */
const isFinal = (error: ProblemError) =>
  (['rejected', 'invalid-message', 'not-found', 'forbidden', 'too-large', 'name-taken'] as const).some((type) => error.is(type));
