import { Problem as ProblemDetails } from '@jogakbo/contract';
import { claimOf } from './claim.ts';
import { controlOf } from './control/client.ts';
import { Credentials } from './credentials.ts';
import { explain, Problem, reasonOf } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { actsIn } from './staff/acts.ts';
import { staffOrder, type StaffOrder } from './staff/order.ts';
import { actLines, refusal } from './staff/wording.ts';
import { stateIn } from './state.ts';

const progress = consoleProgress();
const DEADLINE = 30_000;

/** The running shop as staff ask it: through its one door, with their token. */
class Counter {
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

  async carryOut({ act, data }: StaffOrder): Promise<unknown> {
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
      return await fetch(`${this.#address}${path}`, { ...init, headers, signal: AbortSignal.timeout(DEADLINE) });
    } catch (error) {
      throw new Problem(`The shop did not answer: ${reasonOf(error)}`, 'what was asked may still happen; look, and ask again', {
        cause: error,
      });
    }
  }
}

try {
  const counter = new Counter();
  const acts = await counter.acts();
  const args = process.argv.slice(2);
  if (args.length === 0) {
    for (const line of actLines(acts)) progress.line(line);
    for (const warning of await counter.warnings()) progress.wrong(warning);
  } else progress.line(JSON.stringify((await counter.carryOut(staffOrder(args, acts))) ?? 'done', null, 2));
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
