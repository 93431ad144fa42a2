import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { freePort } from '@jogakbo/dev';
import { compile, bundle } from '@jogakbo/release';
import { definitionOfVertical, describe } from '@jogakbo/vertical/testing';
import { VerticalsUnderTest, VERSION_UNDER_TEST } from '@jogakbo/testing/verticals';
import { Crew, type Post } from './crew.ts';
import { clusteredServers, singleServers, type BreakableServers, type Place } from './servers.ts';

const REPLICAS = 2;

/** Verticals of two replicas each, as processes of their own, on servers of their own: all of it may crash. */
export interface Breakable {
  readonly servers: BreakableServers;
  readonly crew: Crew;
  readonly verticals: VerticalsUnderTest;
  readonly stop: () => Promise<void>;
}

/** What is run, and on what. */
export interface Parts {
  /** Verticals that have replicas; `besides` those that others only hear. */
  readonly modules: readonly DynamicModule[];
  readonly besides?: readonly DynamicModule[];
  /** The folder of the program that runs one replica of any of them. */
  readonly participant: string;
  /** NATS servers. */
  readonly brokers?: number;
  /** Where a single NATS server and PostgreSQL are, if not just anywhere. */
  readonly place?: Place | undefined;
  /** What has to be there before the first replica starts. */
  readonly prepare?: (verticals: VerticalsUnderTest) => Promise<unknown>;
}

export async function startBreakable({ modules, besides = [], participant, brokers = 1, place, prepare }: Parts): Promise<Breakable> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faults-'));
  const all = [...modules, ...besides];
  const servers = await (brokers === 1 ? singleServers(folder, place) : clusteredServers(folder, all, brokers));
  const verticals = await VerticalsUnderTest.on(servers, all);
  await prepare?.(verticals);
  const places = await Promise.all(modules.map((module) => placesFor(module, servers, folder)));
  const crew = new Crew(await program(participant, path.join(folder, 'program')), places.flat());
  crew.start();
  const stop = async () => {
    await crew.stop();
    await verticals.stop();
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { servers, crew, verticals, stop };
}

/** Bundles what a replica runs, as a release is. */
async function program(folder: string, output: string): Promise<string> {
  await compile(bundle({ unit: 'participant', version: VERSION_UNDER_TEST, folder, output }));
  return path.join(output, 'main.js');
}

function placesFor(module: DynamicModule, servers: BreakableServers, folder: string): Promise<Post[]> {
  const description = describe(definitionOfVertical(module));
  const { vertical } = description;
  const release = path.join(folder, vertical);
  mkdirSync(release, { recursive: true });
  writeFileSync(path.join(release, 'release.json'), JSON.stringify({ vertical, version: VERSION_UNDER_TEST, description }));
  return Promise.all(Array.from({ length: REPLICAS }, (_, replica) => placeOf(servers, release, `${vertical}-${replica + 1}`)));
}

async function placeOf(servers: BreakableServers, release: string, instance: string): Promise<Post> {
  const vertical = path.basename(release);
  const { url, user, password } = servers.natsFor(vertical);
  return {
    instance,
    healthPort: await freePort(),
    environment: {
      VERTICAL: vertical,
      RELEASE_DIR: release,
      NATS_URL: url,
      NATS_USER: user,
      NATS_PASSWORD: password,
      DATABASE_URL: servers.databaseUrlOf(vertical),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
    },
  };
}
