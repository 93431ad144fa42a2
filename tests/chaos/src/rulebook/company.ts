import type { Type } from '@nestjs/common';
import { ProblemError, type Command, type KeyDigest, type Role } from '@jogakbo/contract';
import type { CommandMessage, Reply } from '@jogakbo/protocol';
import type { Process } from '@jogakbo/domain';
import { callOf, fingerprintOf, inCall, machine } from '@jogakbo/runtime';
import { Database, digestOf, newKey } from '@jogakbo/vertical';
import type { CommandSender } from '@jogakbo/vertical/testing';
import { Branch, eventsFrom, inside, type Told } from './branch.ts';

/** A letter from one vertical to another, or what an event leads to. */
interface Errand {
  /** Errands of one lane stay in their order; of those of different lanes any may be first. */
  readonly lane: string;
  readonly run: () => Promise<unknown>;
}

const VERTICALS = ['checkout', 'inventory', 'payment', 'delivery'] as const;
export type VerticalName = (typeof VERTICALS)[number];
type Acting = Branch['actings'][number];

/** How often somebody says that he can not know yet, before that is a fault. */
const PATIENCE = 50;
const FINAL = ['rejected', 'invalid-message', 'not-found', 'forbidden', 'name-taken'] as const;

/**
 * All verticals that an order goes through, in this process: what they say to each other arrives when, and in whatever order, it is let.
 *
 * @remarks Their handlers, deciders, sagas, reactions and gatherings are their own, wired by what their modules declare. What each is sent is kept until it is
 * delivered, and nothing is delivered by itself.
 */
export class Company {
  /** Of the key that opens all orders here. */
  readonly key = newKey();
  readonly keyDigest: KeyDigest = digestOf(this.key);
  /** What nobody could take, and nobody waited for. */
  readonly letters: string[] = [];
  private errands: Errand[] = [];
  private readonly branches = new Map<VerticalName, Branch>();
  private readonly read = new Map<Branch, number>();
  private hours = 0;
  /** With what payments are decided about, and the provider asked. */
  private till: object | undefined;

  static async open(): Promise<Company> {
    const company = new Company();
    const provider = await inside<{ PaymentProvider: unknown }>('payment/backend/src/provider/payment-provider.ts');
    const { TestProvider } = await inside<{ TestProvider: new (charges: unknown) => unknown }>(
      'payment/backend/src/provider/test-provider.ts',
    );
    const { MemoryCharges } = await inside<{ MemoryCharges: new () => unknown }>('payment/backend/src/provider/memory-charges.ts');
    const opened = { query: async () => [{ keyDigest: company.keyDigest }] };
    const instead = {
      ...{ checkout: [], inventory: [] },
      payment: [{ provide: provider.PaymentProvider, useValue: new TestProvider(new MemoryCharges()) }],
      // All that it looks up is whether the key fits.
      delivery: [{ provide: Database, useValue: opened }],
    };
    for (const vertical of VERTICALS) company.branches.set(vertical, await Branch.open(vertical, () => company.now(), instead[vertical]));
    const { Payments } = await inside<{ Payments: Type<object> }>('payment/backend/src/payment/payments.ts');
    company.till = { payments: company.of('payment').given(Payments), provider: instead.payment[0]!.useValue };
    return company;
  }

  of(vertical: VerticalName): Branch {
    return this.branches.get(vertical)!;
  }

  /** Gives a command as the gateway passes it on; answers the reason of a refusal. */
  async give(vertical: VerticalName, command: Command, roles: readonly Role[] = []): Promise<string | undefined> {
    const id = machine.newId();
    const call = { ...callOf({ id, correlationId: id, asked: fingerprintOf(command) }, 10_000), roles };
    return inCall(call, () => this.refusalOf(async () => this.of(vertical).handle(command)));
  }

  /** Lets an aggregate decide what no message of a contract says. */
  async decide(vertical: VerticalName, aggregate: string, command: Command): Promise<string | undefined> {
    const outcome = await this.of(vertical).streamsOf(aggregate).decide(command);
    this.collect();
    return 'kind' in outcome ? outcome.reason : undefined;
  }

  /** What a webhook leads to: the provider is asked how a payment stands. */
  async tellOfPayment(orderId: string): Promise<string | undefined> {
    const { confirm } = await inside<{ confirm: (at: object, charge: unknown) => Promise<{ reason: string } | undefined> }>(
      'payment/backend/src/payment/confirming.ts',
    );
    const { charge } = await this.of('payment').streamsOf('payment').stateOf(orderId);
    if (!charge) return 'nobody has asked for money';
    const id = machine.newId();
    const rejection = await inCall(callOf({ id, correlationId: id }, 10_000), () => confirm(this.till!, charge));
    this.collect();
    return rejection?.reason;
  }

  /** Delivers one errand, whichever lane the dice say; `false` when there is none left. */
  async deliver(dice = () => 0): Promise<boolean> {
    const lanes = new Map(this.errands.toReversed().map((errand) => [errand.lane, errand]));
    const heads = [...lanes.values()].reverse();
    const next = heads[Math.floor(dice() * heads.length)];
    if (!next) return false;
    this.errands = this.errands.filter((errand) => errand !== next);
    await next.run();
    this.collect();
    return true;
  }

  /** Delivers all that is on its way, and all that follows from it. */
  async settle(dice?: () => number): Promise<void> {
    for (let delivered = 0; await this.deliver(dice); delivered += 1)
      if (delivered > 5000) throw new Error('The verticals do not come to rest.');
  }

  /** So many hours later: whatever has waited too long sees that. */
  async later(hours: number, key: string): Promise<void> {
    this.hours += hours;
    for (const branch of this.branches.values())
      for (const process of branch.processes)
        await branch.streamsOf(process.decider.name).decide(process.passDeadline(key), machine.newId());
    this.collect();
  }

  now(): Date {
    return new Date(machine.now().getTime() + this.hours * 3_600_000);
  }

  /** What has been appended since is told to all who follow it. */
  private collect() {
    for (const [vertical, branch] of this.branches) {
      const from = this.read.get(branch) ?? 0;
      this.read.set(branch, branch.log.all.length);
      for (const commit of branch.log.all.slice(from))
        for (const [name, follower] of this.branches)
          for (const acting of follower.actings.filter(({ stream }) => stream === vertical))
            for (const event of eventsFrom(commit, acting.from)) this.tell(name, acting, event);
    }
  }

  private tell(vertical: VerticalName, acting: Acting, event: Told) {
    const doing = { sender: this.senderOf(vertical), decide: this.decider(vertical) };
    const forget = (subject: string) => this.of(vertical).personal.forget(subject);
    const run = () => inCall(callOf(event, 10_000), () => acting.act(event, { ...doing, forget }));
    this.errands.push({ lane: `${vertical}/${acting.name}/${acting.stream}`, run });
  }

  private decider(vertical: VerticalName) {
    return (process: Process, command: Command, id: string) =>
      this.of(vertical).streamsOf(process.decider.name).decide(command, { id, asked: undefined });
  }

  private senderOf(from: VerticalName): CommandSender {
    const send = async (owner: string, message: CommandMessage) => this.post(owner as VerticalName, message, from);
    return { send } as unknown as CommandSender;
  }

  private post(owner: VerticalName, message: CommandMessage, from: VerticalName, attempt = 1) {
    const { type, data, envelope, reply } = message;
    const run = async () => {
      const call = callOf({ ...envelope, asked: fingerprintOf({ type, data }) }, 10_000);
      try {
        const refusal = await inCall(call, () => this.refusalOf(async () => this.of(owner).handle({ type, data })));
        if (refusal === undefined) return reply?.confirm ? this.reply(reply, { outcome: 'done' }, envelope.id) : undefined;
        if (reply) return this.reply(reply, { outcome: 'refused', reason: refusal }, envelope.id);
        this.letters.push(`${type} of ${from}: ${refusal}`);
      } catch (error) {
        if (!(error instanceof ProblemError && error.is('unavailable')) || attempt === PATIENCE) throw error;
        this.post(owner, message, from, attempt + 1);
      }
    };
    this.errands.push({ lane: `${envelope.id}`, run });
  }

  private reply({ vertical, aggregate, key, purpose }: Reply, came: { outcome: 'done' | 'refused'; reason?: string }, commandId: string) {
    const branch = this.of(vertical as VerticalName);
    const process = branch.processes.find(({ decider }) => decider.name === aggregate)!;
    const hear = () =>
      this.decider(vertical as VerticalName)(
        process,
        process.hearOutcome!({ aggregate, key, purpose, ...came }),
        `${commandId}.${purpose}.${came.outcome}`,
      );
    this.errands.push({ lane: `${commandId}.${purpose}`, run: hear });
  }

  private async refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await work();
      this.collect();
      return undefined;
    } catch (error) {
      if (error instanceof ProblemError && FINAL.some((type) => error.is(type))) return error.problem.detail ?? error.problem.title;
      throw error;
    }
  }
}
