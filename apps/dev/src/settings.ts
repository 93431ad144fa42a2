import type { StreamSizes } from '@jogakbo/provisioning';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { DoorSettings, PublicUrl } from '@jogakbo/gateway/settings';
import { Problem, reasonOf } from './problem.ts';

const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(0, 'must be from 0 to 65535')
  .max(65_535, 'must be from 0 to 65535');
/** Ports that browsers refuse to open (the Fetch standard's list, from 1024 up): a shop there would never be seen. */
const refused = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);
const visiblePort = port.refine((number) => !refused.has(number), { error: 'is a port that browsers refuse to open' });
const amount = (least: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const Settled = z.object({
  ...DoorSettings.shape,
  HOST: z.string().default('127.0.0.1'),
  PORT: visiblePort.default(4000),
  NATS_PORT: port.default(4001),
  POSTGRES_PORT: port.default(4002),
  CONTROL_PORT: port.default(4003),
  JOGAKBO_STATE: z.string().default('.jogakbo'),
  REPLICAS: amount(1, 20).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NATS_SERVER: z.string().optional(),
  POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be postgres://user:password@host:port/postgres' }).optional(),
  READY_SECONDS: amount(1, 3600).default(60),
  KEEP_OLD_SECONDS: amount(0, 3600).default(10),
  HEAP_MB: amount(64, 65_536).default(256),
  LOG_MB: amount(8, 1_048_576).default(1024),
  COMMANDS_MB: amount(8, 65_536).default(64),
  PUBLIC_URL: PublicUrl.optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be https://host/path' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z.string().default('openid profile'),
  OIDC_ROLES_CLAIM: z.string().default('roles'),
  OIDC_STAFF_ROLE: z.string().default('staff'),
});
const Environment = Settled.superRefine(({ OIDC_ISSUER, OIDC_CLIENT_ID }, context) => {
  if (OIDC_ISSUER && !OIDC_CLIENT_ID) context.addIssue({ code: 'custom', path: ['OIDC_CLIENT_ID'], message: 'is needed with OIDC_ISSUER' });
});

/** Everything about the system on this machine that can be chosen from outside; a port of 0 means any free one. */
export interface Settings {
  /** The folder of the repository whose verticals are run. */
  root: string;
  /** The folder that keeps everything made while running. */
  state: string;
  host: string;
  port: number;
  natsPort: number;
  postgresPort: number;
  controlPort: number;
  /** Processes per unit. */
  replicas: number;
  logLevel: string;
  /** The path of a NATS server to use instead of looking for one. */
  natsServer?: string | undefined;
  /** An existing PostgreSQL server, with a superuser's name and password, instead of the embedded one. */
  postgresUrl?: string | undefined;
  /** How long a process may take to become ready. */
  readySeconds: number;
  /** How long a replaced release goes on answering. */
  keepOldSeconds: number;
  heapMegabytes: number;
  /** What clients may take of the shop and which proxies are believed, by the names that the gateway knows. */
  door: Readonly<Record<string, string>>;
  /** The most that one vertical's log, and the commands that wait for it, may have on the disk. */
  sizes: StreamSizes;
  /** What else is set, by name: a vertical is told of it what it declares, and nothing more. */
  ofVerticals: Readonly<Record<string, string>>;
  /** Where staff sign in, as the gateway is told; without an issuer it is the shop's own provider. */
  signIn: SignInSettings;
}

/** By the names that the gateway knows; it judges what they say. */
export interface SignInSettings {
  PUBLIC_URL?: string | undefined;
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_SCOPE: string;
  OIDC_ROLES_CLAIM: string;
  OIDC_STAFF_ROLE: string;
}

/** The settings of an environment, or a Problem that names each wrong one. */
export function settingsFrom(environment: Record<string, string | undefined>, root: string): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const checked = Environment.safeParse(given);
  if (!checked.success) {
    const wrong = checked.error.issues.map(({ path, message }) => `${String(path[0])}=${given[String(path[0])] ?? ''}: ${message}`);
    throw new Problem(
      `These settings are wrong:\n    ${wrong.join('\n    ')}`,
      'change them in the environment or in .env; .env.example describes each one',
    );
  }
  const { HOST: host, PORT, JOGAKBO_STATE, REPLICAS: replicas, ...rest } = checked.data;
  return {
    root,
    host,
    replicas,
    port: PORT,
    state: resolve(root, JOGAKBO_STATE),
    logLevel: rest.LOG_LEVEL,
    natsPort: rest.NATS_PORT,
    postgresPort: rest.POSTGRES_PORT,
    controlPort: rest.CONTROL_PORT,
    natsServer: rest.NATS_SERVER,
    postgresUrl: rest.POSTGRES_URL,
    readySeconds: rest.READY_SECONDS,
    keepOldSeconds: rest.KEEP_OLD_SECONDS,
    heapMegabytes: rest.HEAP_MB,
    sizes: { log: rest.LOG_MB * 2 ** 20, commands: rest.COMMANDS_MB * 2 ** 20 },
    signIn: signInOf(rest),
    door: doorOf(rest),
    ofVerticals: Object.fromEntries(Object.entries(given).filter(([name]) => !(name in Settled.shape))),
  };
}

/** As it is told to the gateway, which reads it by the same schemas. */
const doorOf = (checked: z.infer<typeof DoorSettings>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(DoorSettings.parse({})).map(([name]) => {
      const said = checked[name as keyof typeof checked];
      return [name, Number.isFinite(said) || Array.isArray(said) ? String(said) : '0'];
    }),
  );

const signInOf = ({ PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, ...rest }: SignInSettings): SignInSettings => ({
  ...{ PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET },
  ...{ OIDC_SCOPE: rest.OIDC_SCOPE, OIDC_ROLES_CLAIM: rest.OIDC_ROLES_CLAIM, OIDC_STAFF_ROLE: rest.OIDC_STAFF_ROLE },
});

/** The settings of this process: its environment first, then the file .env at the repository's root. */
export function settingsHere(root = repositoryRoot): Settings {
  const file = join(root, '.env');
  const written = existsSync(file) ? parseEnv(textOf(file)) : {};
  return settingsFrom({ ...written, ...process.env }, root);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(`${file} can't be read: ${reasonOf(error)}`, 'let it be a file that you may read; .env.example shows one', {
      cause: error,
    });
  }
}

/** The folder of the repository that this file belongs to. */
export const repositoryRoot = resolve(import.meta.dirname, '../../..');

/** Where this machine finds the shop, once it has its port. */
export function addressOf({ host, port }: Pick<Settings, 'host' | 'port'>): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
