import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { configFrom, ServiceConfig } from '@jogakbo/runtime';
import { isEncrypted, isLoopback } from './http/own-address.ts';
import { DoorSettings, PublicUrl } from './settings.ts';

const isSafe = (address: string) => isEncrypted(address) || isLoopback(address);
/** Several, with commas between: while one takes the place of another, both are good. The first is the newest. */
const secrets = (length: number) =>
  z
    .string()
    .refine((text) => text.split(',').every((each) => each.length >= length), `at least ${length} signs each`)
    .transform((text) => text.split(','));
const webAddress = z.url({ protocol: /^https?$/ });

const SignInConfig = z.object({
  /** Where browsers find the shop, if not at the host that they ask: what stands before it may end the encryption. */
  PUBLIC_URL: PublicUrl.optional(),
  /** The OpenID provider where staff sign in; without one it is the shop's own. */
  OIDC_ISSUER: webAddress.refine(isSafe, 'https://, or http:// on this machine').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/)
    .default('openid profile'),
  /** The claim that says roles, and the one among them that makes somebody staff. */
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  OIDC_STAFF_ROLE: z.string().min(1).default('staff'),
  /** What the shop's own provider keeps; without it and without OIDC_ISSUER nobody signs in. */
  IDENTITY_FILE: z.string().min(1).optional(),
  /** What sessions are sealed with: by the first; what any of them has sealed is believed. */
  SESSION_SECRET: secrets(32).optional(),
});

const Everything = ServiceConfig.omit({ DATABASE_URL: true, GATEWAY_URL: true, GATEWAY_TOKEN: true }).extend({
  ...SignInConfig.shape,
  ...DoorSettings.shape,
  /** Where the shop answers over HTTP. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** The folder of all releases: `<unit>/<version>/web/…`. */
  RELEASES_DIR: z.string().min(1),
  /** The bearer tokens that make a caller staff; without one nobody is. */
  STAFF_TOKEN: secrets(16).optional(),
  /** The bearer tokens that show that a vertical asks, on behalf of whom its own limits hold already. */
  VERTICAL_TOKEN: secrets(16).optional(),
  /** Which state of the secrets this is, for whoever wants to know whether it has been taken up. */
  REVISION: z.string().optional(),
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
const GatewayConfig = Everything.superRefine(({ OIDC_ISSUER, OIDC_CLIENT_ID, IDENTITY_FILE, SESSION_SECRET }, context) => {
  const missing = (name: string, reason: string) => context.addIssue({ code: 'custom', path: [name], message: `is needed with ${reason}` });
  if (OIDC_ISSUER && !OIDC_CLIENT_ID) missing('OIDC_CLIENT_ID', 'OIDC_ISSUER');
  if ((OIDC_ISSUER || IDENTITY_FILE) && !SESSION_SECRET) missing('SESSION_SECRET', OIDC_ISSUER ? 'OIDC_ISSUER' : 'IDENTITY_FILE');
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;

/** The gateway's settings, from the environment; what the file says that SECRETS_FILE names wins, and may be another each time. */
export const gatewayConfig = (environment: NodeJS.ProcessEnv = process.env): GatewayConfig =>
  configFrom(GatewayConfig, { ...environment, ...secretsIn(environment.SECRETS_FILE) });

/** Texts by the names of settings. */
function secretsIn(file: string | undefined): Record<string, string> {
  if (file === undefined) return {};
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The environment does not fit this process:\n  SECRETS_FILE: ${file} does not hold settings`, { cause });
  }
}
