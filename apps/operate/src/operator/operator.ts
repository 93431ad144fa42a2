import { Announcement, headerNames, platformMessages, subjects } from '@jogakbo/protocol';
import { Problem as ProblemDetails } from '@jogakbo/contract';
import { AuthorizationError, type Msg, type NatsConnection, RequestError, TimeoutError } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { claimOf, connectAs, Credentials, natsAccess, Problem, reasonOf, type State } from '@jogakbo/dev';
import { cureFor } from './cures.ts';

/** Everybody announces themselves once a second. */
const HEARING = 1500;

/** Asks the verticals of a running shop what only its operator may ask; it has no other right. */
export class Operator {
  readonly #connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Connects to the shop that runs in this state folder, or throws a Problem. */
  static async connect(state: State): Promise<Operator> {
    const holder = claimOf(state);
    if (!holder) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
    try {
      return new Operator(await connectAs(natsAccess(new Credentials(state.credentials), holder.nats, 'operator')));
    } catch (error) {
      if (error instanceof AuthorizationError)
        throw new Problem('The running shop refuses the login of its operator', 'stop it and start it again with `npm start`', {
          cause: error,
        });
      throw new Problem(`NATS can't be reached: ${reasonOf(error)}`, 'wait until the shop has printed its address', { cause: error });
    }
  }

  /** What runs now, by name: listens for as long as it takes everybody to say so. */
  async running(): Promise<Map<string, Announcement>> {
    const heard = new Map<string, Announcement>();
    const subscription = this.#connection.subscribe(subjects.announcements, {
      callback: (_, message) => {
        const said = announced(message);
        if (said && !said.leaving) heard.set(said.vertical, said);
      },
    });
    await delay(HEARING);
    subscription.unsubscribe();
    return heard;
  }

  /** One question to a vertical; a Problem says why there is no answer. */
  async ask({ vertical, version }: Announcement, message: string, data: unknown, timeout: number): Promise<unknown> {
    try {
      const answer = await this.#connection.request(subjects.request(vertical, version, message), JSON.stringify(data), { timeout });
      return answered(message, answer);
    } catch (error) {
      throw unanswered(vertical, message, error);
    }
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

/** A process is believed only about its own vertical. */
function announced(message: Msg): Announcement | undefined {
  if (message.subject === subjects.announcePlease) return undefined;
  const { data } = Announcement.safeParse(message.json());
  return data && subjects.announcement(data.vertical) === message.subject ? data : undefined;
}

function answered(message: string, answer: Msg): unknown {
  const body = answer.json();
  if (!answer.headers?.has(headerNames.problem)) return body;
  const refused = ProblemDetails.parse(body);
  throw new Problem(refused.detail ?? refused.title, cureFor(message, refused));
}

function unanswered(vertical: string, message: string, error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RequestError && error.isNoResponders()) return unheard(vertical, message);
  if (error instanceof TimeoutError || (error instanceof Error && error.cause instanceof TimeoutError))
    return new Problem(`${vertical} did not answer in time`, 'look whether it is ready, and ask again');
  return new Problem(`${vertical} could not be asked: ${reasonOf(error)}`, 'ask again', { cause: error });
}

/** A vertical answers only to what it has. */
function unheard(vertical: string, message: string): Problem {
  const anew = 'deploy it anew if it has been running for long';
  if (message === platformMessages.verification) return new Problem(`${vertical} has no log that could be verified`, anew);
  if (message === platformMessages.history || message === platformMessages.state)
    return new Problem(`${vertical} has no deciders, which know what happened to one aggregate`, 'ask a vertical that has some');
  return new Problem(`${vertical} keeps nothing that it could be asked about`, anew);
}
