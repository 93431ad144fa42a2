import { JETSTREAM_API, pointers, subjects } from '@jogakbo/protocol';
import { needsOf } from '@jogakbo/provisioning';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServers, startServers } from '../start-servers.ts';
import { connectAs } from './connection.ts';

/** The verticals of a shop in which each has something that the others might want. */
const shop = needsOf([
  ...['checkout', 'inventory', 'payment', 'delivery', 'assortment', 'explore', 'decide', 'inspire'].map((vertical) => ({
    ...{ vertical, keepsLog: true, conducts: false, messages: [{ kind: 'command' as const }], readers: [{ stream: 'assortment' }] },
    sends: vertical === 'checkout' ? [{ vertical: 'inventory', type: 'ReserveStock' }] : [],
  })),
]);
const verticals = shop.map(({ vertical }) => vertical);
const everybody = [...verticals, 'gateway', 'shell', 'operator'];

let folder: string;
let servers: RunningServers;
let administrator: JetStreamManager;
const connections: NatsConnection[] = [];

async function as(user: string): Promise<NatsConnection> {
  const connection = await connectAs(servers.natsFor(user));
  connections.push(connection);
  return connection;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rights-'));
  servers = await startServers(folder, shop);
  administrator = await jetstreamManager(await as('administrator'));
  for (const vertical of verticals) {
    const own = await as(vertical);
    await own.request(subjects.log(vertical, 'thing', 'one'), JSON.stringify({ of: vertical }), { timeout: 5000 });
  }
}, 120_000);
afterAll(async () => {
  await Promise.all(connections.map((each) => each.close()));
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** Everything that JetStream keeps: what anybody could harm. */
async function kept() {
  const streams = await administrator.streams.list().next();
  const all = streams.map(async ({ config, state, created }) => {
    const consumers = await administrator.consumers.list(config.name).next();
    return { config, created, messages: state.messages, last: state.last_seq, consumers: consumers.map(({ config }) => config) };
  });
  return (await Promise.all(all)).sort((one, other) => one.config.name.localeCompare(other.config.name));
}

const body = (value: object) => JSON.stringify(value);
const victimOf = (user: string) => (user === 'inventory' ? 'payment' : 'inventory');

/** Requests to JetStream that make, change or remove something, by the subject on which NATS judges them and what they ask for. */
function changes(stream: string): [string, string][] {
  const consumer = (name: string, filter: string) =>
    body({ stream_name: stream, config: { durable_name: name, name, ack_policy: 'explicit', filter_subject: filter }, action: '' });
  const push = { name: 'push', ack_policy: 'none', deliver_subject: subjects.log('payment', 'thing', 'one') };
  return [
    ['STREAM.CREATE.stolen', body({ name: 'stolen', subjects: ['stolen.>'] })],
    [`STREAM.UPDATE.${stream}`, body({ name: stream, subjects: [`${stream}.log.>`, 'everything.>'] })],
    [`STREAM.DELETE.${stream}`, ''],
    [`STREAM.PURGE.${stream}`, ''],
    [`STREAM.MSG.DELETE.${stream}`, body({ seq: 1 })],
    [`STREAM.LEADER.STEPDOWN.${stream}`, ''],
    [`STREAM.SNAPSHOT.${stream}`, body({ deliver_subject: 'snapshot' })],
    [`CONSUMER.CREATE.${stream}.spy`, consumer('spy', `${stream}.log.>`)],
    [`CONSUMER.CREATE.${stream}.${stream}`, consumer(stream, 'other.log.>')],
    [`CONSUMER.CREATE.${stream}.spy.${stream}.log.thing.one`, consumer('spy', `${stream}.log.>`)],
    [`CONSUMER.CREATE.${stream}.push`, body({ stream_name: stream, config: push })],
    [`CONSUMER.DURABLE.CREATE.${stream}.spy`, consumer('spy', `${stream}.log.>`)],
    [`CONSUMER.DELETE.${stream}.${stream.replace('-commands', '')}`, ''],
    [`CONSUMER.PAUSE.${stream}.${stream.replace('-commands', '')}`, body({ pause_until: '2100-01-01T00:00:00Z' })],
  ];
}

/** All ways to say something to JetStream: by its own name, and by the one that is granted. */
const ways = ['$JS.API', JETSTREAM_API];

describe.each(everybody)('As %s', (user) => {
  const victim = victimOf(user);
  const streams = [...new Set([user, `${user}-commands`, victim, `${victim}-commands`, 'KV_releases'])];

  it('nobody makes, changes or removes a stream or a consumer, of its own or another’s', async () => {
    const [connection, before] = [await as(user), await kept()];
    const said = streams.flatMap((stream) =>
      changes(stream).flatMap(([call, asked]) => ways.map((way) => connection.request(`${way}.${call}`, asked, { timeout: 1500 }))),
    );
    for (const answer of await Promise.allSettled(said))
      expect(answer.status === 'fulfilled' ? answer.value.json() : { error: true }).toMatchObject({ error: expect.anything() });
    expect(await kept()).toEqual(before);
  });

  it('nobody publishes what another’s log or commands keep, nor which releases are live or deployed, its own neither', async () => {
    const [connection, before] = [await as(user), await kept()];
    const others = verticals.filter((vertical) => vertical !== user);
    const foreign = [
      ...others.map((other) => subjects.log(other, 'thing', 'one')),
      ...others.flatMap((other) => verticals.map((by) => subjects.command({ to: other, by }, 'Steal'))),
      ...others.flatMap((other) => others.map((by) => subjects.outcome({ to: other, by }, 'saga-checkout'))),
      ...[...others, user].flatMap((unit) => [pointers.of(unit), pointers.deployed(unit)]),
      ...others.map((other) => `$JS.ACK.${other}-commands.${other}.1.1.1.1.0`),
    ];
    for (const subject of foreign) connection.publish(subject, 'forged');
    await connection.flush();
    await administrator.streams.info('inventory');
    expect(await kept()).toEqual(before);
  });
});

describe('A role', () => {
  const roles = () => {
    const made = headers();
    made.set('jogakbo-roles', 'staff');
    return { headers: made, timeout: 1500 };
  };

  it.each([...verticals, 'shell', 'operator'])('is said by %s to nobody', async (user) => {
    const victim = victimOf(user);
    const owner = await as(victim);
    const heard: string[] = [];
    owner.subscribe('>', { callback: (_, { subject }) => void heard.push(subject) });
    await owner.flush();
    const connection = await as(user);
    const asked = subjects.request(victim, 'v1', 'RefundPayment');
    await expect(connection.request(asked, '{}', roles())).rejects.toThrow(/no responders|timeout/);
    await connection.flush();
    await connection.request(`${JETSTREAM_API}.STREAM.INFO.${user}`, '', { timeout: 1500 }).catch(() => undefined);
    await owner.flush();
    expect(heard.filter((subject) => subject.startsWith('rpc.'))).toEqual([]);
  });

  it('is said by the gateway', async () => {
    const owner = await as('inventory');
    owner.subscribe(subjects.request('inventory', 'v2', '*'), {
      callback: (_, message) => void message.respond(message.headers?.get('jogakbo-roles')),
    });
    await owner.flush();
    expect((await (await as('gateway')).request(subjects.request('inventory', 'v2', 'RefundPayment'), '{}', roles())).string()).toBe(
      'staff',
    );
  });
});

describe('What is said', () => {
  it.each(verticals)('by %s is heard by those only who may', async (user) => {
    const victim = await as(victimOf(user));
    const connection = await as(user);
    const heard: string[] = [];
    connection.subscribe('>', { callback: (_, { subject }) => void heard.push(subject) });
    await connection.flush();
    victim.publish(`_INBOX_${user}.forged`, 'an answer that nobody asked for');
    victim.publish(subjects.announcement(user), 'somebody else');
    victim.publish(subjects.request(user, 'v1', 'Do'), '{}');
    victim.publish(subjects.stored(subjects.log(user, 'thing', 'one')), '{}');
    await victim.request(subjects.log(victimOf(user), 'thing', 'two'), '{}', { timeout: 1500 });
    await connection.flush();
    expect(heard).toEqual([]);
  });

  it('as a command reaches its owner in the name of who sends it', async () => {
    const [checkout, inventory] = [await as('checkout'), await as('inventory')];
    const heard: string[] = [];
    inventory.subscribe(subjects.prompt({ to: 'inventory', by: '*' }, '*'), {
      callback: (_, message) => (heard.push(message.subject), void message.respond('done')),
    });
    await inventory.flush();
    const prompt = (by: string) => checkout.request(subjects.prompt({ to: 'inventory', by }, 'ReserveStock'), '', { timeout: 1500 });
    expect((await prompt('checkout')).string()).toBe('done');
    await expect(prompt('payment')).rejects.toThrow(/no responders|timeout/);
    expect(heard).toEqual(['inventory.prompt.checkout.ReserveStock']);
  });

  it('is stated whole in the configuration: nobody but who deploys is where the streams are', () => {
    const text = readFileSync(join(folder, 'nats', 'nats.conf'), 'utf8');
    const shopAccount = text.slice(text.indexOf('"SHOP" {'), text.indexOf('"gateway" {'));
    expect([...shopAccount.matchAll(/user: "(\w+)"/g)].map(([, user]) => user)).toEqual(['dev', 'administrator']);
    expect(text.match(/jetstream: enabled/g)).toHaveLength(1);
  });
});
