import { randomUUID } from 'node:crypto';
import { headers as natsHeaders, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { provision, recordDigest, streamsFor } from '@jogakbo/provisioning';
import { DeployedReleases, headerNames, pointers, pointerStream, subjects, type AnnouncedMessage, type Release } from '@jogakbo/protocol';
import type { Problem } from '@jogakbo/contract';
import { Announcer, jetStreamOn } from '@jogakbo/runtime';

/** How a stand-in answers one message. */
export type Answer = (data: any, message: Msg) => unknown;

/** A problem that a stand-in states. */
export class States {
  constructor(readonly problem: Problem) {}
}
/** An answer with cookies that the visitor's browser shall keep. */
export class Keeps {
  constructor(
    readonly cookies: string,
    readonly answer: unknown = null,
  ) {}
}
/** A stand-in that hears the question and says nothing. */
export const SILENCE = Symbol('silence');

export const query = (type: string, rest: Partial<AnnouncedMessage> = {}): AnnouncedMessage => ({
  kind: 'query',
  type,
  version: 1,
  summary: `Asks ${type}.`,
  input: { type: 'object' },
  output: {},
  roles: [],
  deadline: 2000,
  ...rest,
});
export const command = (type: string, rest: Partial<AnnouncedMessage> = {}): AnnouncedMessage => ({
  ...query(type),
  kind: 'command',
  ...rest,
});
export const event = (type: string, rest: Partial<AnnouncedMessage> = {}): AnnouncedMessage => ({ ...query(type), kind: 'event', ...rest });

/** A process that stands in for a release of a vertical: it speaks the platform's wire, and nothing else of the platform. */
export class StandIn {
  private announcer: Announcer | undefined;
  private constructor(
    private readonly connection: NatsConnection,
    readonly release: Release,
  ) {}

  static async start(
    connection: NatsConnection,
    release: Partial<Release> & Pick<Release, 'vertical' | 'version'>,
    messages: AnnouncedMessage[],
    keepsLog = false,
  ) {
    const description = { vertical: release.vertical, messages, blocks: [], readers: [], sends: [], conducts: false, keepsLog };
    const standIn = new StandIn(connection, { ...release, description });
    if (keepsLog) await standIn.keepLog();
    await standIn.deploy();
    standIn.announce();
    return standIn;
  }

  announce() {
    this.announcer = new Announcer(this.connection, { ...this.release, instance: `${this.release.vertical}-1`, leaving: false });
    this.announcer.start();
  }
  leave() {
    this.announcer?.leave();
  }

  /** Says, as whoever deploys does, that this release is one of those that are believed. */
  private async deploy() {
    const { vertical, version } = this.release;
    const manager = await jetstreamManager(this.connection);
    const newest = await manager.direct.getMessage(pointerStream, { last_by_subj: pointers.deployed(vertical) });
    const deployed: DeployedReleases = { ...newest?.json<DeployedReleases>(), [version]: recordDigest(this.release) };
    await jetstream(this.connection).publish(pointers.deployed(vertical), JSON.stringify(DeployedReleases.parse(deployed)));
  }

  async goLive() {
    const pointer = { version: this.release.version, since: new Date().toISOString() };
    await jetstream(this.connection).publish(pointers.of(this.release.vertical), JSON.stringify(pointer));
  }

  /** Answers a message from now on; returns how to stop that. */
  answers(type: string, answer: Answer): () => void {
    const subscription = this.connection.subscribe(subjects.request(this.release.vertical, this.release.version, type), {
      queue: this.release.vertical,
      callback: (_error, message) => void this.reply(message, answer),
    });
    return () => subscription.unsubscribe();
  }

  /** Sends a streamed answer's part; `undefined` ends it. */
  static part(message: Msg, part?: unknown) {
    const headers = natsHeaders();
    if (part !== undefined) headers.set(headerNames.more, '1');
    message.respond(JSON.stringify(part ?? null), { headers });
  }

  /** Appends an event to the log of this vertical; returns its position. */
  /** Several events that happen at once: one commit. */
  async decided(aggregate: string, key: string, events: readonly { readonly type: string; readonly data: object }[]): Promise<number> {
    const headers = natsHeaders();
    const id = randomUUID();
    const time = new Date().toISOString();
    for (const [name, value] of Object.entries({ 'ce-id': id, 'ce-subject': key, 'ce-time': time })) headers.set(name, value);
    headers.set('content-type', 'application/cloudevents-batch+json');
    const batch = events.map(({ type, data }, place) => ({ id: `${id}.${place}`, type, time, dataversion: '1', data }));
    const subject = subjects.log(this.release.vertical, aggregate, key);
    return (await jetstream(this.connection).publish(subject, JSON.stringify(batch), { headers })).seq;
  }

  async happened(type: string, aggregate: string, key: string, data: object): Promise<number> {
    const headers = natsHeaders();
    const { vertical } = this.release;
    const id = randomUUID();
    const said = {
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': type,
      'ce-subject': key,
      'ce-time': new Date().toISOString(),
      'ce-correlationid': id,
    };
    for (const [name, value] of Object.entries(said)) headers.set(name, value);
    const { seq } = await jetstream(this.connection).publish(subjects.log(vertical, aggregate, key), JSON.stringify(data), { headers });
    return seq;
  }

  private async keepLog() {
    const needs = { vertical: this.release.vertical, keepsLog: true, takesCommands: false, reads: [], sends: [] };
    await provision((await jetStreamOn(this.connection)).manager, streamsFor([needs], { log: -1, commands: -1, replicas: 1 }));
  }

  private async reply(message: Msg, answer: Answer) {
    const given = await answer(message.data.length ? message.json() : undefined, message);
    if (given === SILENCE) return;
    const headers = natsHeaders();
    if (given instanceof States) headers.set(headerNames.problem, '1');
    if (given instanceof Keeps) headers.set(headerNames.cookies, given.cookies);
    message.respond(JSON.stringify(saidBy(given) ?? null), { headers });
  }
}

function saidBy(given: unknown): unknown {
  if (given instanceof States) return given.problem;
  return given instanceof Keeps ? given.answer : given;
}
