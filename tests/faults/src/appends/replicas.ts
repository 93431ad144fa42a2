import { setTimeout as wait } from 'node:timers/promises';
import { jetstreamManager, type JetStreamManager, type StoredMsg, type StreamInfo } from '@nats-io/jetstream';
import type { Commit } from '@jogakbo/vertical/testing';
import type { BrokenGround } from '../broken-ground.ts';

const TOGETHER = 128;
const PAUSE = 50;
const PATIENCE = 30_000;

/** What each server has of the log, by its name: each is made the leader, who alone answers for what he has himself. */
export async function replicasOf({ vertical, brokers, connect }: BrokenGround): Promise<Map<string, Commit[]>> {
  const connection = await connect('administrator');
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const replicas = new Map<string, Commit[]>();
  for (const name of brokers.names) {
    await until(manager, vertical, isWhole);
    const lead = JSON.stringify({ placement: { preferred: name } });
    if (brokers.names.length > 1 && (await manager.streams.info(vertical)).cluster?.leader !== name)
      await connection.request(`$JS.API.STREAM.LEADER.STEPDOWN.${vertical}`, lead);
    const { state } = await until(manager, vertical, (info) => isWhole(info) && (!info.cluster || leads(info, name)));
    replicas.set(name, await readAll(manager, vertical, state.last_seq));
  }
  return replicas;
}

/** The server that leads the log now. */
export async function leaderOf({ vertical, connect }: Pick<BrokenGround, 'vertical' | 'connect'>): Promise<string> {
  const manager = await jetstreamManager(await connect('administrator'), { checkAPI: false });
  return (await until(manager, vertical, ({ cluster }) => Boolean(cluster?.leader))).cluster!.leader!;
}

const leads = ({ cluster }: StreamInfo, name: string) => cluster?.leader === name;
const isWhole = ({ cluster }: StreamInfo) => (cluster?.replicas ?? []).every(({ current, offline, lag }) => current && !offline && !lag);

async function until(manager: JetStreamManager, vertical: string, holds: (info: StreamInfo) => boolean): Promise<StreamInfo> {
  for (const deadline = performance.now() + PATIENCE; ; await wait(PAUSE)) {
    const info = await manager.streams.info(vertical).catch(() => undefined);
    if (info && holds(info)) return info;
    if (performance.now() > deadline) throw new Error(`The log ${vertical} does not come together: ${JSON.stringify(info?.cluster)}`);
  }
}

async function readAll(manager: JetStreamManager, vertical: string, last: number): Promise<Commit[]> {
  const commits: Commit[] = [];
  for (let from = 1; from <= last; from += TOGETHER) {
    const positions = Array.from({ length: Math.min(TOGETHER, last - from + 1) }, (_, index) => from + index);
    const messages = await Promise.all(positions.map((seq) => manager.streams.getMessage(vertical, { seq })));
    for (const message of messages) if (message) commits.push(commitOf(message));
  }
  return commits;
}

const commitOf = (message: StoredMsg): Commit => ({
  position: message.seq,
  subject: message.subject,
  headers: Object.fromEntries(message.header.keys().map((name) => [name, message.header.get(name)])),
  body: message.string(),
});
