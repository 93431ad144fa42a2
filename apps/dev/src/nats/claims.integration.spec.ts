import { AnnouncedMessage, headerNames, subjects, type Release } from '@jogakbo/protocol';
import { TestGateway } from '@jogakbo/gateway/testing';
import { needsOf, recordDigest } from '@jogakbo/provisioning';
import type { NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningServers, startServers } from '../start-servers.ts';
import { connectAs } from './connection.ts';
import { LivePointers } from './live-pointers.ts';

const verticals = ['assortment', 'checkout', 'decide', 'delivery', 'explore', 'inspire', 'inventory', 'payment'];
const ownerFor = (thief: string) => verticals[(verticals.indexOf(thief) + 1) % verticals.length]!;

const message = (rest: object) => AnnouncedMessage.parse({ version: 1, summary: 'Does something.', input: {}, ...rest });

/** All that a release can claim for its vertical alone. */
const claimsOf = (vertical: string) => ({
  cookies: [{ name: `c_${vertical}`, keptFor: 60 }],
  form: { path: `/${vertical}/do`, then: '/' },
  path: `/${vertical}-pictures/:picture`,
  webhook: { path: `/webhooks/${vertical}`, headers: [] },
});

/** A release that claims what is this owner's: its own vertical's, if it is honest. */
function releaseOf(vertical: string, version: string, owner: string): Release {
  const { cookies, form, path, webhook } = claimsOf(owner);
  const messages = [
    message({ kind: 'query', type: 'Get', cookies }),
    message({ kind: 'command', type: 'Do', form }),
    message({ kind: 'query', type: 'Picture', path }),
    message({ kind: 'command', type: 'Hear', webhook }),
  ];
  return { vertical, version, description: { vertical, messages, blocks: [], readers: [], sends: [], conducts: false, keepsLog: false } };
}

interface Asked {
  readonly message: string;
  readonly cookies: string | undefined;
}

let folder: string;
let servers: RunningServers;
let gateway: TestGateway;
let heart: NodeJS.Timeout;
const connections = new Map<string, NatsConnection>();
/** What each vertical was asked, whichever of its versions it was asked of. */
const asked = new Map<string, Asked[]>(verticals.map((vertical) => [vertical, []]));

const announce = (release: Release, instance: string) =>
  connections
    .get(release.vertical)!
    .publish(subjects.announcement(release.vertical), JSON.stringify({ ...release, instance, leaving: false }));

/** Whoever claims what is another's is the first to be heard, of the version that answers and of one that nobody deployed. */
function announceAll() {
  for (const vertical of verticals) {
    for (const version of ['v1', 'v2']) announce(releaseOf(vertical, version, ownerFor(vertical)), `${vertical}-0`);
    announce(releaseOf(vertical, 'v1', vertical), `${vertical}-1`);
  }
}

async function listen(vertical: string) {
  const connection = await connectAs(servers.natsFor(vertical));
  connections.set(vertical, connection);
  connection.subscribe(subjects.request(vertical, '*', '*'), {
    callback: (_, request) => {
      const type = request.subject.split('.').at(-1)!;
      asked.get(vertical)!.push({ message: type, cookies: request.headers?.get(headerNames.cookies) || undefined });
      const picture = { mediaType: 'application/octet-stream', base64: Buffer.from(vertical).toString('base64') };
      request.respond(JSON.stringify(type === 'Picture' ? picture : null));
    },
  });
  await connection.flush();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claims-'));
  servers = await startServers(folder, needsOf(verticals.map((vertical) => releaseOf(vertical, 'v1', vertical).description)));
  const pointers = await LivePointers.open(servers.natsFor('dev'));
  for (const vertical of verticals) {
    await pointers.deploy(vertical, { v1: recordDigest(releaseOf(vertical, 'v1', vertical)) });
    await pointers.point(vertical, 'v1');
    await listen(vertical);
  }
  await pointers.close();
  gateway = await TestGateway.open(servers.natsFor('gateway'));
  announceAll();
  heart = setInterval(announceAll, 1000);
  await vi.waitUntil(() => verticals.every((vertical) => gateway.registry.answers(vertical, 'v1')), { timeout: 20_000 });
}, 120_000);
afterAll(async () => {
  clearInterval(heart);
  await gateway?.close();
  await Promise.all([...connections.values()].map((each) => each.close()));
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe.each(verticals)('What %s announces of a release that was not deployed so', (thief) => {
  const owner = ownerFor(thief);
  const cookie = `c_${owner}=secret; c_${thief}=own`;
  const ask = (path: string, init: RequestInit = {}) => fetch(gateway.address + path, { redirect: 'manual', ...init });
  const askedNow = async (vertical: string, what: () => Promise<Response>) => {
    const before = asked.get(vertical)!.length;
    const response = await what();
    return { status: response.status, text: await response.text(), asked: asked.get(vertical)!.slice(before) };
  };

  it('gives it no cookie of another vertical', async () => {
    const live = await askedNow(thief, () => ask(`/api/${thief}/Get`, { headers: { cookie } }));
    expect(live).toMatchObject({ status: 200, asked: [{ message: 'Get', cookies: `c_${thief}=own` }] });
    const pinned = await askedNow(thief, () => ask(`/api/${thief}/Get`, { headers: { cookie, 'jogakbo-release': 'v2' } }));
    expect(pinned).toMatchObject({ status: 410, asked: [] });
  });

  it('gives it no form, no bytes and no webhook of another vertical', async () => {
    const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' };
    const { form, path, webhook } = claimsOf(owner);
    expect(await askedNow(owner, () => ask(form.path, post))).toMatchObject({ status: 303, asked: [{ message: 'Do' }] });
    expect(await askedNow(owner, () => ask(path.replace(':picture', 'one')))).toMatchObject({ status: 200, text: owner });
    expect(await askedNow(owner, () => ask(webhook.path, post))).toMatchObject({ status: 204, asked: [{ message: 'Hear' }] });
  });
});
