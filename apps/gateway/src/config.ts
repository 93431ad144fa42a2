import { z } from 'zod';
import { configFrom, ServiceConfig } from '@jogakbo/service';

const GatewayConfig = ServiceConfig.omit({ DATABASE_URL: true }).extend({
  /** Where the shop answers over HTTP. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** The folder of all releases: `<unit>/<version>/web/…`. */
  RELEASES_DIR: z.string().min(1),
  /** The bearer token that makes a caller staff; without one nobody is. */
  STAFF_TOKEN: z.string().min(16).optional(),
  /** The longest body of a request, in bytes. */
  BODY_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(1024 * 1024),
  /** The longest body of a request by staff, in bytes: whole feeds are imported in one. */
  STAFF_BODY_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(8 * 1024 * 1024),
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;

/** The gateway's settings, from the environment. */
export const gatewayConfig = (environment?: NodeJS.ProcessEnv): GatewayConfig => configFrom(GatewayConfig, environment);
