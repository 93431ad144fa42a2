import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { StripeSettings } from '../settings.ts';

interface Intent {
  id: string;
  object: 'payment_intent';
  status: 'requires_payment_method' | 'requires_capture' | 'processing' | 'succeeded' | 'canceled';
  amount: number;
  last_payment_error: { message: string } | null;
  latest_charge: { id: string; refunded: boolean } | null;
}
interface Session {
  id: string;
  object: 'checkout.session';
  status: 'open' | 'complete' | 'expired';
  url: string | null;
  metadata: Record<string, string>;
  payment_intent: Intent | null;
  wanted: Record<string, string>;
}
interface Heard {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly form: Record<string, string>;
}
interface Answered {
  readonly status: number;
  readonly body: object;
  /** It is kept under its key, as a failure after the work was begun is. */
  readonly isKept?: boolean;
}
type Replied = Answered & { readonly isReplayed?: boolean };
/** What happens to the next call: it is answered so and not carried out, or carried out and never answered, or something comes first. */
export type Trouble = Answered | 'silence' | 'silence after it is done' | (() => void);

class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status = 400,
    readonly type = 'invalid_request_error',
  ) {
    super(`Stripe says ${code}.`);
  }
  get answer(): Answered {
    return failure(this.status, this.type, this.message, this.code);
  }
}
export const failure = (status: number, type: string, message: string, code?: string): Answered => ({
  status,
  body: { error: { type, message, ...(code && { code }) } },
});

const SECRET = 'sk_test_standin';

/** As much of Stripe's API as this vertical uses, over HTTP: sessions, intents, refunds, and idempotency keys as Stripe keeps them. */
export class StripeStandIn {
  readonly heard: Heard[] = [];
  private readonly sessions = new Map<string, Session>();
  private readonly answers = new Map<string, { asked: string; answer: Answered }>();
  private readonly troubles: { method: string; trouble: Trouble }[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private count = 0;

  static async start(): Promise<StripeStandIn> {
    const stripe = new StripeStandIn();
    await new Promise<void>((resolve) => stripe.server.listen(0, '127.0.0.1', resolve));
    return stripe;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get settings(): StripeSettings {
    const { port } = this.server.address() as AddressInfo;
    const secrets = { secretKey: SECRET, webhookSecret: 'whsec_standin' };
    return { ...secrets, publicUrl: 'https://shop.example/', apiUrl: `http://127.0.0.1:${port}` };
  }

  session(id: string): Session {
    const session = this.sessions.get(id);
    if (!session) throw new Refusal('resource_missing', 404);
    return session;
  }

  sessionOf(orderId: string): Session | undefined {
    return [...this.sessions.values()].find(({ metadata }) => metadata['orderId'] === orderId);
  }

  /** The customer does on the hosted page what leaves the intent so. */
  pays(id: string, status: Intent['status'] = 'requires_capture'): void {
    const session = this.session(id);
    const intent = { id: `pi_${(this.count += 1)}`, object: 'payment_intent' as const, status, last_payment_error: null };
    const amount = Number(session.wanted['line_items[0][price_data][unit_amount]']);
    const paid: Intent = { ...intent, amount, latest_charge: { id: `ch_${this.count}`, refunded: false } };
    Object.assign(session, { status: 'complete', url: null, payment_intent: paid });
  }

  /** The customer stays away. */
  lapses(id: string): void {
    Object.assign(this.session(id), { status: 'expired', url: null });
  }

  /** The next call by this method meets trouble. */
  next(method: 'GET' | 'POST', trouble: Trouble): void {
    this.troubles.push({ method, trouble });
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url!, 'http://stripe');
    const { method = 'GET' } = request;
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const key = request.headers['idempotency-key'] as string | undefined;
    this.heard.push({ method, path: pathname, key, form });
    const trouble = this.troubleOf(method);
    if (trouble === 'silence') return;
    if (typeof trouble === 'function') trouble();
    const isKnown = request.headers.authorization === `Bearer ${SECRET}`;
    const carriedOut = () => (isKnown ? this.answer({ method, path: pathname, key, form }) : failure(401, 'invalid_request_error', 'No.'));
    const answer: Replied = typeof trouble === 'object' ? this.kept({ method, path: pathname, key, form }, trouble) : carriedOut();
    if (trouble === 'silence after it is done') return;
    const headers = { 'content-type': 'application/json', ...(answer.isReplayed && { 'idempotent-replayed': 'true' }) };
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  }

  private troubleOf(method: string): Trouble | undefined {
    const nth = this.troubles.findIndex((each) => each.method === method);
    return nth < 0 ? undefined : this.troubles.splice(nth, 1)[0]!.trouble;
  }

  private kept({ key, path, form }: Heard, answer: Answered): Replied {
    if (answer.isKept && key !== undefined) this.answers.set(key, { asked: JSON.stringify([path, form]), answer });
    return answer;
  }

  private answer(heard: Heard): Replied {
    const asked = JSON.stringify([heard.path, heard.form]);
    const former = heard.key === undefined ? undefined : this.answers.get(heard.key);
    if (former && former.asked !== asked) return failure(400, 'idempotency_error', 'Keys can only be used with the same parameters.');
    if (former) return { ...former.answer, isReplayed: true };
    const answer = this.carriedOut(heard);
    if (heard.key !== undefined) this.answers.set(heard.key, { asked, answer: structuredClone(answer) });
    return answer;
  }

  private carriedOut({ method, path, form }: Heard): Answered {
    const [, , kind, ...rest] = path.split('/');
    try {
      if (kind === 'checkout') return { status: 200, body: this.toSession(method, rest.slice(1), form) };
      if (kind === 'payment_intents') return { status: 200, body: this.toIntent(rest) };
      if (kind === 'refunds') return { status: 200, body: this.refunded(form['payment_intent']!) };
      throw new Refusal('resource_missing', 404);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  private toSession(method: string, [id, act]: string[], form: Record<string, string>): Session {
    if (id === undefined) return this.opened(form);
    const session = this.session(id);
    if (method === 'GET') return session;
    if (act !== 'expire' || session.status !== 'open') throw new Refusal('session_is_not_open');
    this.lapses(id);
    return session;
  }

  private opened(wanted: Record<string, string>): Session {
    if (wanted['line_items[0][price_data][currency]'] === 'xts') throw new Refusal('parameter_invalid');
    const id = `cs_test_${(this.count += 1)}`;
    const metadata = { orderId: wanted['metadata[orderId]']! };
    const url = `https://checkout.stripe.com/c/pay/${id}`;
    const session: Session = { ...{ id, object: 'checkout.session', status: 'open', url, metadata, payment_intent: null }, wanted };
    this.sessions.set(id, session);
    return session;
  }

  private intent(id: string): Intent {
    const found = [...this.sessions.values()].find(({ payment_intent: intent }) => intent?.id === id)?.payment_intent;
    if (!found) throw new Refusal('resource_missing', 404);
    return found;
  }

  private toIntent([id, act]: string[]): Intent {
    const intent = this.intent(id!);
    if (act === undefined) return intent;
    if (intent.status !== 'requires_capture') throw new Refusal('payment_intent_unexpected_state');
    intent.status = act === 'capture' ? 'succeeded' : 'canceled';
    return intent;
  }

  private refunded(id: string): object {
    const { latest_charge: charge, status } = this.intent(id);
    if (status !== 'succeeded' || !charge) throw new Refusal('charge_not_captured');
    if (charge.refunded) throw new Refusal('charge_already_refunded');
    charge.refunded = true;
    return { id: `re_${(this.count += 1)}`, object: 'refund', status: 'succeeded' };
  }
}
