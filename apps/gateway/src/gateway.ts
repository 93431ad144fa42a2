import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Announcer, connectToNats, log, nestLog, Registry, readRelease, type HealthServer } from '@jogakbo/runtime';
import { Credentials } from './access/credentials.ts';
import { EndedSessions } from './access/ended-sessions.ts';
import { SignInSettings } from './access/sign-in/settings.ts';
import type { GatewayConfig } from './config.ts';
import { isOpenToReaders } from './settings.ts';
import { LiveEvents } from './events/live-events.ts';
import { GatewayModule, type Given } from './gateway.module.ts';
import { fastifyAdapter } from './http/adapter.ts';
import { Drain } from './http/drain.ts';
import { ProblemFilter } from './http/problem.filter.ts';

/** The gateway's HTTP side, ready to listen, and the way to stop it without losing a request. */
export interface Door {
  readonly app: NestFastifyApplication;
  readonly stop: () => Promise<void>;
}

/** Builds the HTTP side over a connection and a registry that somebody else owns. */
export async function buildDoor(given: Pick<Given, 'config' | 'connection' | 'registry'>): Promise<Door> {
  const { BODY_LIMIT, STAFF_BODY_LIMIT, TRUSTED_PROXY: trusted, PUBLIC_URL: publicUrl } = given.config;
  const signIn = new SignInSettings(given.config, new EndedSessions(given.connection));
  const credentials = new Credentials(given.config, signIn.sessions);
  const bodyLimit = async (request: FastifyRequest) =>
    (await credentials.rolesOf(request)).includes('staff') ? STAFF_BODY_LIMIT : BODY_LIMIT;
  const adapter = fastifyAdapter({ bodyLimit, publicUrl, trusted });
  const drain = new Drain(adapter.getInstance<FastifyInstance>());
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with({ ...given, credentials, signIn }), adapter, {
    logger: nestLog,
    bodyParser: false,
    forceCloseConnections: true,
  });
  app.useGlobalFilters(new ProblemFilter());
  const stop = async () => {
    app.get(LiveEvents).stop();
    await drain.stop();
    await app.close();
  };
  return { app, stop };
}

/**
 * Starts the gateway: NATS, what runs, then the first request.
 *
 * @remarks Stop: says goodbye, ends live events, answers what it accepted (at most 10 s), and lets go of NATS last.
 */
export async function startGateway(config: GatewayConfig, health: HealthServer): Promise<() => Promise<void>> {
  const release = await readRelease(config.RELEASE_DIR);
  const connection = await connectToNats({ ...config, DATABASE_URL: undefined }, health);
  const registry = new Registry(connection);
  await registry.start();
  const door = await buildDoor({ config, connection, registry });
  await door.app.listen(config.PORT, config.HOST);
  if (isOpenToReaders({ host: config.HOST, publicUrl: config.PUBLIC_URL }))
    log.warn(
      { host: config.HOST },
      'Other machines can read all that goes to and from the shop: nothing is known to encrypt it (PUBLIC_URL=https://…)',
    );
  const announcer = new Announcer(connection, { ...release, instance: config.INSTANCE, leaving: false });
  announcer.start();
  return async () => {
    announcer.leave();
    await door.stop();
    registry.stop();
    await connection.drain();
  };
}
