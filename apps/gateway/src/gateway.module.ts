import { Module, type DynamicModule } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { Registry, Requests } from '@jogakbo/runtime';
import { Credentials } from './access/credentials.ts';
import { IdentityController } from './access/identity/identity.controller.ts';
import { SignInSettings } from './access/sign-in/settings.ts';
import { SignInController } from './access/sign-in/sign-in.controller.ts';
import { ApiController } from './api/api.controller.ts';
import { Asker } from './asking/asker.ts';
import { SeenPositions } from './asking/seen-positions.ts';
import { Offers } from './asking/offers.ts';
import { AnnouncedPaths } from './bytes/announced-paths.ts';
import { ByteViews } from './bytes/byte-views.ts';
import type { GatewayConfig } from './config.ts';
import { EventsController } from './events/events.controller.ts';
import { LiveEvents } from './events/live-events.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { Forms } from './forms/forms.ts';
import { FaviconController } from './pages/favicon.controller.ts';
import { PageSource } from './pages/page-source.ts';
import { PagesController } from './pages/pages.controller.ts';
import { Protections } from './protection/protections.ts';
import { ReleaseFiles } from './releases/release-files.ts';
import { ReleasesController } from './releases/releases.controller.ts';
import { Shares } from './shares/shares.ts';
import { WebhooksController } from './webhooks/webhooks.controller.ts';

/** What the gateway is given: its settings, NATS, and what is known of what runs. */
export interface Given {
  readonly config: GatewayConfig;
  readonly connection: NatsConnection;
  readonly registry: Registry;
  readonly credentials: Credentials;
  readonly signIn: SignInSettings;
}

/** All that the one HTTP door answers. Addresses are tried in this order; what is left is a page. */
@Module({
  controllers: [
    ReleasesController,
    EventsController,
    OpenApiController,
    ApiController,
    WebhooksController,
    FaviconController,
    IdentityController,
    SignInController,
    PagesController,
  ],
  providers: [Offers, Asker, SeenPositions, Protections, AnnouncedPaths, ByteViews, PageSource, Forms],
})
export class GatewayModule {
  static with({ config, connection, registry, credentials, signIn }: Given): DynamicModule {
    return {
      module: GatewayModule,
      providers: [
        { provide: Registry, useValue: registry },
        { provide: Requests, useValue: new Requests(connection) },
        { provide: Credentials, useValue: credentials },
        { provide: Shares, useFactory: () => new Shares(config, registry, credentials) },
        { provide: SignInSettings, useValue: signIn },
        { provide: ReleaseFiles, useValue: new ReleaseFiles(config.RELEASES_DIR) },
        {
          provide: LiveEvents,
          useFactory: () => LiveEvents.start(connection, registry, { inAll: config.STREAMS, perClient: config.CLIENT_STREAMS }),
        },
      ],
    };
  }
}
