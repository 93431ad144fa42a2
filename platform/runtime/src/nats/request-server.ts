import { headers as natsHeaders, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { ServerNats } from '@nestjs/microservices';
import { isObservable, lastValueFrom, type Observable } from 'rxjs';
import {
  headerNames,
  isTooDeep,
  MOST_LEVELS,
  platformMessages,
  REDELIVERY_DEADLINE,
  ROW_DEADLINE,
  subjects,
  VERIFICATION_DEADLINE,
} from '@jogakbo/protocol';
import { parseOrProblem, problem, ProblemError, type CommandDefinition, type QueryDefinition } from '@jogakbo/contract';
import { isAway, isFull } from '../away.ts';
import { assertInTime, callFrom, currentCall, inCall, inTime } from '../call.ts';
import { fingerprintOf } from './fingerprint.ts';
import { idUnder, type RequestNames } from './named-request.ts';
import { log } from '../telemetry/log.ts';
import { requestSeconds } from '../telemetry/metrics.ts';

/** How one release of a vertical is asked: its name and version, and the messages it answers. */
export interface Answering {
  readonly vertical: string;
  readonly version: string;
  readonly messages: ReadonlyMap<string, CommandDefinition | QueryDefinition>;
  /** Where names of requests are remembered; a vertical without a database knows none. */
  readonly named?: RequestNames | undefined;
  /** Resolves when the vertical's views have seen the writes that the current call knows of: every query waits for that. */
  readonly caughtUp?: (() => Promise<void>) | undefined;
}

/** A command as it was received, and as its handler is given it. */
interface ReceivedCommand {
  readonly definition: CommandDefinition;
  readonly body: unknown;
  readonly data: unknown;
}

const PLATFORM_DEADLINE = 10_000;
/** What walks over a long log takes its time, and so does what is done again. */
const LONG: Readonly<Record<string, number>> = {
  [platformMessages.verification]: VERIFICATION_DEADLINE,
  [platformMessages.redeliver]: REDELIVERY_DEADLINE,
  [platformMessages.row]: ROW_DEADLINE,
};
const platformDeadlineOf = (pattern: string) => LONG[pattern] ?? PLATFORM_DEADLINE;

/**
 * NestJS's NATS transport with what it lacks: schemas and roles at the edge, deadlines, problem details, and a stop
 * that answers every accepted request before it lets go. A handler that never ends is answered for at its deadline.
 *
 * @remarks The wire is plain: JSON in the body, everything else in headers, so that a vertical in another language
 * needs no NestJS. Replicas of one release share its subjects as one queue group.
 */
export class RequestServer extends ServerNats {
  private readonly connection: NatsConnection;
  private readonly answering: Answering;
  private readonly underWay = new Set<Promise<void>>();
  private listening: Subscription[] = [];

  constructor(connection: NatsConnection, answering: Answering) {
    super({});
    this.connection = connection;
    this.answering = answering;
  }

  override async createNatsClient(): Promise<any> {
    return this.connection;
  }
  override handleStatusUpdates(): Promise<void> {
    return Promise.resolve();
  }

  override bindEvents() {
    const { vertical, version } = this.answering;
    this.listening = [...this.messageHandlers.keys()].map((pattern) =>
      this.connection.subscribe(subjects.request(vertical, version, pattern), {
        queue: vertical,
        callback: (error, message) => {
          if (error) return log.error({ err: error }, 'A subscription failed');
          const work = this.reply(pattern, message).finally(() => this.underWay.delete(work));
          this.underWay.add(work);
        },
      }),
    );
  }

  /** Carries a command out that came another way than by a request; its caller has checked it. */
  async carryOut(type: string, data: unknown): Promise<unknown> {
    const outcome = await this.messageHandlers.get(type)!(data, undefined);
    // NestJS hands a failure on as a stream that fails.
    return isObservable(outcome) ? lastValueFrom(outcome, { defaultValue: null }) : outcome;
  }

  /** Stops listening, then waits until everything accepted is answered. The connection stays open for its owner. */
  override async close() {
    await Promise.all(this.listening.map((subscription) => subscription.drain().catch(() => {})));
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    await this.connection.flush().catch(() => {});
  }

  private async reply(pattern: string, message: Msg): Promise<void> {
    const end = requestSeconds.startTimer({ message: pattern });
    const definition = this.answering.messages.get(pattern);
    const call = callFrom((name) => message.headers?.get(name), definition?.deadline ?? platformDeadlineOf(pattern));
    await inCall(call, async () => {
      try {
        const body = parseJson(message);
        const data = this.checked(definition, body);
        assertInTime(call);
        const work =
          definition?.kind === 'command'
            ? this.carryOutFor(message, { definition, body, data })
            : this.respondTo(message, this.answer(pattern, definition, data));
        await inTime(call, work);
        end({ outcome: 'ok' });
      } catch (error) {
        const details = asProblem(error);
        if (details.status === 500) log.error({ err: error, message: pattern }, 'A request failed');
        else if (!(error instanceof ProblemError) || error.cause !== undefined)
          log.warn({ err: error, message: pattern }, 'A request could not be answered');
        respond(message, details, headerNames.problem);
        end({ outcome: details.type });
      }
    });
  }

  private async answer(pattern: string, query: QueryDefinition | undefined, data: unknown): Promise<unknown> {
    if (query) await this.answering.caughtUp?.();
    return this.messageHandlers.get(pattern)!(data, undefined);
  }

  private async respondTo(message: Msg, handled: Promise<unknown>) {
    const answer = await handled;
    if (isObservable(answer)) await this.respondInParts(message, answer);
    else respond(message, answer, undefined, currentCall()?.cookies?.written);
  }

  /** A command whose caller has named it is carried out once, and answered as before when it comes again. */
  private async carryOutFor(message: Msg, { definition, body, data }: ReceivedCommand): Promise<void> {
    const { type, cookies } = definition;
    const { named } = this.answering;
    const call = { ...currentCall()!, asked: fingerprintOf({ type, data: body }, definition) };
    const name = message.headers?.get(headerNames.named);
    const jar = call.cookies!;
    if (!name || !named) return respond(message, await inCall(call, () => this.carryOut(type, data)), undefined, jar.written);
    const idNow = () => idUnder(name, jar.identityBy(cookies));
    const causationId = idNow();
    const work = async () => ({ body: await this.carryOut(type, data), cookies: jar.writtenOf(cookies) });
    const answer = await inCall({ ...call, causationId }, () => named.once({ id: causationId, asked: call.asked }, work, idNow));
    respond(message, answer.body, undefined, jar.written || answer.cookies);
  }

  private checked(definition: CommandDefinition | QueryDefinition | undefined, body: unknown): unknown {
    if (!definition) return body;
    const held = currentCall()!.roles;
    if (definition.roles.length && !definition.roles.some((role) => held.includes(role)))
      throw new ProblemError(problem('forbidden', `${definition.type} needs the role ${definition.roles.join(' or ')}`));
    return parseOrProblem(definition.schema, body, definition.type);
  }

  private async respondInParts(message: Msg, parts: Observable<unknown>) {
    await parts.forEach((part) => respond(message, part, headerNames.more));
    respond(message, null);
  }
}

function parseJson(message: Msg): unknown {
  try {
    const data: unknown = message.data.length ? message.json() : {};
    if (!isTooDeep(data)) return data;
  } catch {
    throw new ProblemError(problem('invalid-message', 'The body is not JSON'));
  }
  throw new ProblemError(problem('invalid-message', `The body is nested deeper than ${MOST_LEVELS} levels`));
}

function respond(message: Msg, body: unknown, mark?: string, cookies?: string) {
  const headers = natsHeaders();
  headers.set(headerNames.contentType, mark === headerNames.problem ? 'application/problem+json' : 'application/json');
  if (mark) headers.set(mark, '1');
  if (cookies) headers.set(headerNames.cookies, cookies);
  message.respond(JSON.stringify(body ?? null), { headers });
}

function asProblem(error: unknown) {
  if (error instanceof ProblemError) return error.problem;
  if (isFull(error)) return problem('full', 'Its log has as much as it may have, and takes nothing new until it may have more');
  return isAway(error) ? problem('unavailable', 'Its log or its database does not answer') : problem('internal');
}
