import { Problem as ProblemDetails } from '@jogakbo/contract';
import { claimOf, controlOf, Credentials, Problem, reasonOf, settingsHere, stateIn } from '@jogakbo/dev';
import { type Act, actsIn } from './acts.ts';
import { refusal } from './lines.ts';

const ANSWER_TIMEOUT_MS = 30_000;

/** The running shop as staff ask it: through its one door, with their token. */
export class StaffClient {
  readonly #address: string;
  readonly #token: string;
  readonly #state = stateIn(settingsHere().state);

  constructor() {
    const state = this.#state;
    const claim = claimOf(state);
    if (!claim) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
    this.#address = claim.address;
    this.#token = new Credentials(state.credentials).of('staff-token');
  }

  async acts() {
    return actsIn(await (await this.#fetch('/api/openapi.json')).json());
  }

  async perform(act: Act, data: Record<string, unknown>): Promise<unknown> {
    const body = JSON.stringify(data);
    const answer =
      act.method === 'GET'
        ? await this.#fetch(`${act.path}?data=${encodeURIComponent(body)}`)
        : await this.#fetch(act.path, { method: act.method, body });
    const said: unknown = await answer.json();
    if (!answer.ok) throw refusal(act, ProblemDetails.parse(said));
    return said;
  }

  /** What is nearly full; a shop that was started elsewhere says nothing of it. */
  warnings(): Promise<string[]> {
    return controlOf(this.#state)<string[]>('GET', '/warnings').catch(() => []);
  }

  async #fetch(path: string, init: Omit<RequestInit, 'headers'> = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    try {
      return await fetch(`${this.#address}${path}`, { ...init, headers, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    } catch (error) {
      throw new Problem(`The shop did not answer: ${reasonOf(error)}`, 'what was asked may still happen; look, and ask again', {
        cause: error,
      });
    }
  }
}
