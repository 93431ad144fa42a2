import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startServers, type RunningServers } from '@jogakbo/dev';
import { InventoryModule, OrderingModule, orderTallyTable, PaymentModule } from '@jogakbo/promises/ordering';
import { compile } from '@jogakbo/release';
import { definitionOfVertical, describe } from '@jogakbo/service';
import { bundle } from '@jogakbo/service/build';
import { VerticalsUnderTest, VERSION_UNDER_TEST } from '@jogakbo/testing/verticals';
import { Crew, type Place } from './crew.ts';

const REPLICAS = 2;

/** Three verticals of two replicas each, on servers of their own: all of it may crash. */
export interface BreakableShop {
  readonly servers: RunningServers;
  readonly crew: Crew;
  readonly verticals: VerticalsUnderTest;
  readonly stop: () => Promise<void>;
}

export async function startBreakableShop(): Promise<BreakableShop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'crashes-'));
  const modules = [OrderingModule, InventoryModule, PaymentModule];
  const servers = await startServers(path.join(folder, 'servers'));
  const verticals = await VerticalsUnderTest.on(servers, modules);
  await verticals.database('ordering').query(orderTallyTable);
  const places = modules.map(async (module) => {
    const description = describe(definitionOfVertical(module));
    const release = path.join(folder, description.vertical);
    mkdirSync(release, { recursive: true });
    const record = { vertical: description.vertical, version: VERSION_UNDER_TEST, description };
    writeFileSync(path.join(release, 'release.json'), JSON.stringify(record));
    return Promise.all(
      Array.from({ length: REPLICAS }, (_, replica) => placeOf(servers, release, `${description.vertical}-${replica + 1}`)),
    );
  });
  const crew = new Crew(await program(path.join(folder, 'program')), (await Promise.all(places)).flat());
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
async function program(output: string): Promise<string> {
  await compile(
    bundle({ unit: 'participant', version: VERSION_UNDER_TEST, folder: path.join(import.meta.dirname, 'participant'), output }),
  );
  return path.join(output, 'main.js');
}

async function placeOf(servers: RunningServers, release: string, instance: string): Promise<Place> {
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
