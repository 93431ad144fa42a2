import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Release } from '@jogakbo/protocol';
import type { QueryDefinition } from '@jogakbo/contract';
import {
  Announcer,
  configFrom,
  serviceConfig,
  connectToNats,
  RequestServer,
  ProblemFilter,
  readRelease,
  runProcess,
  nestLog,
  type ServiceConfig,
  type HealthServer,
} from '@jogakbo/runtime';
import { definitionOf } from './handlers.ts';
import { SETTINGS } from './tokens.ts';
import { asked, definitionOfVertical, describe, type VerticalDefinition } from './vertical.ts';
import { VerticalState } from './vertical-state.ts';

/**
 * Runs a vertical's back end until it is told to stop.
 *
 * @remarks Start: NATS and PostgreSQL, migrations, log, readers, then the first request. Stop (SIGTERM): says goodbye,
 * answers what it accepted, commits what it reads, and lets go of the connections last.
 */
export async function runVertical(module: DynamicModule): Promise<void> {
  await runProcess(describe(definitionOfVertical(module)), async (health) => {
    const config = serviceConfig();
    return startVertical(module, { release: await readRelease(config.RELEASE_DIR), config, health });
  });
}

/** What a vertical's back end is started with. */
export interface Starting {
  readonly release: Release;
  /** Its migrations stand in `backend/migrations` of RELEASE_DIR. */
  readonly config: ServiceConfig;
  readonly health?: HealthServer | undefined;
  /** Where its own settings are read; the process's environment unless told. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** Starts a vertical's back end in this process; answers how it is stopped in order. */
export async function startVertical(
  module: DynamicModule,
  { release, config, health, environment }: Starting,
): Promise<() => Promise<void>> {
  const definition = definitionOfVertical(module);
  const settings = definition.settings && configFrom(definition.settings, environment);
  const connection = await connectToNats(config, health);
  const state = await VerticalState.open(definition, { config, connection, health, version: release.version });
  const server = new RequestServer(connection, {
    ...{
      vertical: definition.name,
      version: release.version,
      messages: asked(definition),
      named: state.named,
      caughtUp: () => state.caughtUp(),
    },
  });
  const app = await NestFactory.createMicroservice(withPlatform(module, definition, { state, settings }), {
    strategy: server,
    logger: nestLog,
  });
  app.useGlobalFilters(new ProblemFilter());
  state.ask = async (query, data) => {
    await state.caughtUp();
    return answerLocally(definition, (type) => app.get(type), query, data);
  };
  await app.listen();
  state.serve((type, data) => server.carryOut(type, data));
  const announcer = new Announcer(connection, { ...release, instance: config.INSTANCE, leaving: false });
  announcer.start();
  return async () => {
    announcer.leave();
    await state.leave();
    await app.close();
    await state.close();
    await connection.drain();
  };
}

/** What the platform gives a running vertical. */
interface Given {
  readonly state: VerticalState;
  readonly settings: unknown;
}

function withPlatform(module: DynamicModule, definition: VerticalDefinition, { state, settings }: Given): DynamicModule {
  @Module({})
  class Running {}
  return {
    module: Running,
    controllers: [...(module.controllers ?? []), ...state.handlers()],
    providers: [
      ...(module.providers ?? []),
      ...(definition.handlers ?? []),
      ...state.providers(),
      { provide: SETTINGS, useValue: settings },
    ],
  };
}

async function answerLocally(definition: VerticalDefinition, get: (type: any) => any, query: QueryDefinition, data: unknown) {
  const handler = (definition.handlers ?? []).find((candidate) => definitionOf(candidate) === query);
  if (!handler) throw new Error(`${definition.name} shows ${query.type} in a block and does not answer it itself.`);
  return get(handler).answer(query.schema.parse(data));
}
