import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { nestLog } from '@jogakbo/runtime';
import { Credentials } from './access/credentials.ts';
import { EndedSessions } from './access/ended-sessions.ts';
import type { ShortMemory } from './access/identity/short-memory.ts';
import { SignInSettings } from './access/sign-in/settings.ts';
import { LiveEvents } from './events/live-events.ts';
import { GatewayModule, type Given } from './gateway.module.ts';
import { fastifyAdapter } from './http/adapter.ts';
import { Drain } from './http/drain.ts';
import { ProblemFilter } from './http/problem.filter.ts';

/** The gateway's HTTP side, ready to listen or to answer for a server that does, and the ways to end it without losing a request. */
export interface Door {
  readonly app: NestFastifyApplication;
  /** Gets ready to answer for another server. */
  readonly open: () => Promise<void>;
  /** Answers one request of that. */
  readonly answer: FastifyInstance['routing'];
  /** Ends the server, and then itself. */
  readonly stop: () => Promise<void>;
  /** Ends itself alone: the server goes on, and has somebody else to answer. */
  readonly leave: () => Promise<void>;
}

/** What a door is built with: beside a connection and a registry that somebody else owns, what it goes on from. */
export interface Doorstep extends Pick<Given, 'config' | 'connection' | 'registry'> {
  /** The server that holds the port, where it isn't the door's own. */
  readonly server?: Server;
  readonly memory?: ShortMemory;
}

/** Builds the HTTP side. */
export async function buildDoor({ server, memory, ...given }: Doorstep): Promise<Door> {
  const { BODY_LIMIT, STAFF_BODY_LIMIT, TRUSTED_PROXY: trusted, PUBLIC_URL: publicUrl } = given.config;
  const signIn = new SignInSettings(given.config, new EndedSessions(given.connection), memory);
  const credentials = new Credentials(given.config, signIn.sessions);
  const bodyLimit = async (request: FastifyRequest) =>
    (await credentials.rolesOf(request)).includes('staff') ? STAFF_BODY_LIMIT : BODY_LIMIT;
  const adapter = fastifyAdapter({ bodyLimit, publicUrl, trusted });
  const fastify = adapter.getInstance<FastifyInstance>();
  const drain = new Drain(fastify, server ?? fastify.server);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with({ ...given, credentials, signIn }), adapter, {
    logger: nestLog,
    bodyParser: false,
    // It closes all connections on which it was ever asked, also those of a server that goes on.
    forceCloseConnections: server === undefined,
  });
  app.useGlobalFilters(new ProblemFilter());
  const ending = (drained: () => Promise<void>) => async () => {
    app.get(LiveEvents).stop();
    await drained();
    await app.close();
  };
  return {
    app,
    open: async () => {
      await app.init();
      await fastify.ready();
    },
    answer: (request, response) => fastify.routing(request, response),
    stop: ending(() => drain.stop()),
    leave: ending(() => drain.ended()),
  };
}
