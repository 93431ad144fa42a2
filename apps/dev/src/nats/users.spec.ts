import { describe, expect, it } from 'vitest';
import { natsConfiguration } from './configuration.ts';
import { type NatsUser, natsUsers, verticalUser } from './users.ts';

const explore = verticalUser({ vertical: 'explore', readers: [{ stream: 'assortment', consumer: 'explore-catalogue' }], sends: [] });

describe('a vertical', () => {
  it('writes its own log and no other', () => {
    expect(explore.publish).toContain('explore.log.>');
    expect(explore.publish.filter((subject) => subject.includes('.log.'))).toEqual(['explore.log.>']);
  });

  it('makes its own stream but cannot delete or purge it', () => {
    expect(explore.publish).toEqual(
      expect.arrayContaining(['$JS.API.STREAM.CREATE.explore', '$JS.API.STREAM.UPDATE.explore', '$JS.API.DIRECT.GET.explore.>']),
    );
    expect(explore.publish.join()).not.toMatch(/STREAM\.(DELETE|PURGE|MSG\.DELETE)/);
  });

  it('reads the logs that its release names, by its own consumers alone', () => {
    expect(explore.publish.filter((subject) => subject.includes('assortment'))).toEqual([
      '$JS.API.STREAM.INFO.assortment',
      '$JS.API.DIRECT.GET.assortment',
      ...['explore', 'explore--processes', 'explore-catalogue'].flatMap((consumer) => [
        `$JS.API.CONSUMER.CREATE.assortment.${consumer}`,
        `$JS.API.CONSUMER.INFO.assortment.${consumer}`,
        `$JS.API.CONSUMER.DELETE.assortment.${consumer}`,
        `$JS.API.CONSUMER.MSG.NEXT.assortment.${consumer}`,
        `$JS.API.CONSUMER.CREATE.assortment.${consumer}.>`,
        `$JS.ACK.assortment.${consumer}.>`,
      ]),
    ]);
  });

  it('hears requests and commands made to it, newcomers, and answers to itself', () => {
    expect(explore.subscribe).toEqual(['rpc.explore.>', 'explore.prompt.*', 'announce.please', '_INBOX_explore.>']);
  });

  it('sends the commands that its release names, takes its own, and tells those who sent them what became of them', () => {
    const sends = [{ vertical: 'inventory', type: 'ReserveStock' }];
    const users = natsUsers([
      { vertical: 'checkout', readers: [], sends },
      { vertical: 'inventory', readers: [], sends: [] },
    ]);
    const publishes = (user: string) => users.find(({ name }) => name === user)!.publish;
    const exchanged = (user: string) => publishes(user).filter((subject) => /^\w+\.(command|outcome)/.test(subject));
    expect(exchanged('checkout')).toEqual(['checkout.command.>', 'checkout.outcome.>', 'inventory.command.ReserveStock']);
    expect(exchanged('inventory')).toEqual(['inventory.command.>', 'inventory.outcome.>', 'checkout.outcome.*']);
    expect(publishes('inventory')).toContain('$JS.API.CONSUMER.MSG.NEXT.inventory-commands.inventory');
    expect(publishes('checkout').join()).not.toContain('inventory-commands');
  });

  it('names a right once, however many readers need it', () => {
    const twice = verticalUser({
      vertical: 'explore',
      sends: [],
      readers: [
        { stream: 'a', consumer: 'x' },
        { stream: 'a', consumer: 'y' },
        { stream: 'a', consumer: 'x' },
      ],
    });
    expect(new Set(twice.publish).size).toBe(twice.publish.length);
  });
});

describe('the users of the shop', () => {
  const users = natsUsers([{ vertical: 'explore', readers: [], sends: [] }]);

  it('are one per kind of process', () => {
    expect(users.map(({ name }) => name)).toEqual(['dev', 'gateway', 'operator', 'shell', 'explore']);
  });

  it('never get all of JetStream, except for the one who administers it', () => {
    expect(users.filter(({ publish }) => publish.includes('$JS.>') || publish.includes('>')).map(({ name }) => name)).toEqual([]);
    expect(users.filter(({ publish }) => publish.includes('$JS.API.>')).map(({ name }) => name)).toEqual(['dev']);
  });

  it('delete no consumer of a log that is not theirs to read, and acknowledge nothing to it', () => {
    const gateway = users.find(({ name }) => name === 'gateway')!.publish;
    expect(gateway.filter((subject) => /ACK|CONSUMER\.(DELETE|PAUSE|>)/.test(subject))).toEqual(['$JS.API.CONSUMER.DELETE.KV_releases.>']);
  });

  it('move live pointers only as dev, and end sessions as the gateway', () => {
    const writing = users.flatMap(({ name, publish }) =>
      publish.filter((subject) => subject.startsWith('$KV')).map((subject) => [name, subject]),
    );
    expect(writing).toEqual([
      ['dev', '$KV.>'],
      ['gateway', '$KV.ended-sessions.*'],
    ]);
  });

  it('ask about logs, dead letters, views and sagas as the operator, who asks for nothing else and touches no log', () => {
    const asked = [
      'history',
      'state',
      'verification',
      'letters',
      'redeliver',
      'discard',
      'views',
      'rebuild',
      'row',
      'processes',
      'retry',
      'compensate',
    ];
    expect(users.find(({ name }) => name === 'operator')).toEqual({
      name: 'operator',
      publish: asked.map((message) => `rpc.*.*.platform-${message}`),
      subscribe: ['announce.>', '_INBOX_operator.>'],
      responds: false,
    });
  });

  it('answer who asks them also when the right to respond has expired, or was forgotten by a reload', () => {
    const answering = (publish: string[]) => publish.filter((subject) => subject.startsWith('_INBOX'));
    expect(answering(explore.publish)).toEqual(['_INBOX_gateway.>', '_INBOX_shell.>', '_INBOX_operator.>']);
    expect(answering(users.find(({ name }) => name === 'shell')!.publish)).toEqual(['_INBOX_gateway.>']);
  });

  it('have the same rights when a second process of the same release starts: nothing is reloaded for it', () => {
    const needs = {
      vertical: 'explore',
      readers: [{ stream: 'assortment', consumer: 'explore' }],
      sends: [{ vertical: 'decide', type: 'Do' }],
    };
    const twice = { ...needs, readers: [...needs.readers, ...needs.readers], sends: [...needs.sends, ...needs.sends] };
    expect(natsUsers([twice])).toEqual(natsUsers([needs]));
  });

  it('hear only their own answers', () => {
    for (const { name, subscribe } of users)
      expect(subscribe.filter((subject) => subject.startsWith('_INBOX'))).toEqual([`_INBOX_${name}.>`]);
  });
});

describe('the configuration', () => {
  const text = natsConfiguration({
    port: 4222,
    store: '/state/a "b"',
    storeMegabytes: 512,
    users: [user(true), user(false)],
    passwordOf: () => 'secret',
  });

  it('syncs each write, and stays below the disk', () => {
    expect(text).toContain('sync_interval: always');
    expect(text).toContain('max_file_store: 512MB');
  });

  it('quotes what it is given', () => {
    expect(text).toContain('store_dir: "/state/a \\"b\\""');
  });

  it('lets only those who respond publish to the inboxes of others', () => {
    expect(text.match(/allow_responses/g)).toHaveLength(1);
  });
});

function user(responds: boolean): NatsUser {
  return { name: 'anybody', publish: ['a'], subscribe: ['b'], responds };
}
