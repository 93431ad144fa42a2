import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PROVISIONING, type Description } from '@jogakbo/protocol';
import {
  Announcer,
  connectToNats,
  nestLog,
  ProblemFilter,
  Registry,
  Requests,
  runProcess,
  serviceConfig,
  RequestServer,
  readRelease,
  type HealthServer,
} from '@jogakbo/runtime';
import { firstParts } from './pages/find-page.ts';
import { pages } from './pages/pages.ts';
import { ShellAssets } from './server/document.ts';
import { PageComposer } from './server/page-composer.ts';
import { PageHandler } from './server/page.handler.ts';
import { SlotRenderer } from './server/slot-renderer.ts';

const description: Description = {
  vertical: 'shell',
  provisioning: PROVISIONING,
  messages: [],
  blocks: [],
  readers: [],
  sends: [],
  conducts: false,
  keepsLog: false,
  pages: firstParts(pages),
};

@Module({})
class ShellModule {}

async function start(health: HealthServer) {
  const config = serviceConfig();
  const release = await readRelease(config.RELEASE_DIR);
  const connection = await connectToNats(config, health);
  const registry = new Registry(connection);
  await registry.start();
  const providers = [
    { provide: Registry, useValue: registry },
    { provide: Requests, useValue: new Requests(connection) },
    { provide: ShellAssets, useValue: new ShellAssets(release) },
    SlotRenderer,
    PageComposer,
  ];
  const strategy = new RequestServer(connection, { vertical: 'shell', version: release.version, messages: new Map() });
  const app = await NestFactory.createMicroservice(
    { module: ShellModule, controllers: [PageHandler], providers },
    { strategy, logger: nestLog },
  );
  app.useGlobalFilters(new ProblemFilter());
  await app.listen();
  const announcer = new Announcer(connection, { ...release, instance: config.INSTANCE, leaving: false });
  announcer.start();
  return async () => {
    announcer.leave();
    await app.close();
    registry.stop();
    await connection.drain();
  };
}

await runProcess(description, start);
