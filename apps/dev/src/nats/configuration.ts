import { JETSTREAM_API } from '@jogakbo/protocol';
import type { Account, NatsUser } from '@jogakbo/provisioning';
import type { Login } from '../credentials.ts';

/** What a NATS server on one machine is told. */
export interface NatsConfiguration {
  port: number;
  store: string;
  /** The most that JetStream may write: less than the disk has, since a full disk stops it for good. */
  storeMegabytes: number;
  accounts: readonly Account[];
  /** How a user may log in: while one password takes the place of another, there are several ways. */
  loginsOf: (user: string) => readonly Login[];
  /** The user who may ask the server about itself; without one nobody may. */
  system?: string;
  /** Acknowledged means on disk unless this says otherwise: by itself the server syncs every two minutes. */
  syncInterval?: string;
  /** Its place among servers that keep their logs together. */
  cluster?: NatsCluster;
}

/** One of several servers: its name among them, where they reach it, where it reaches the others, and where it tells of its health. */
export interface NatsCluster {
  name: string;
  port: number;
  routes: number[];
  healthPort: number;
}

/** The configuration file of the NATS server. */
export function natsConfiguration(configuration: NatsConfiguration): string {
  const { port, store, storeMegabytes, accounts, loginsOf, syncInterval = 'always', cluster, system } = configuration;
  return `# Generated at each start from the releases that run; changes made here are lost.
server_name: ${cluster?.name ?? 'jogakbo'}
listen: "127.0.0.1:${port}"
max_payload: 8MB
# Who hangs gets no more requests after some 15 seconds: by default it takes the server six minutes to notice.
ping_interval: "5s"
ping_max: 2
jetstream {
  store_dir: ${quote(store)}
  max_file_store: ${storeMegabytes}MB
  # Acknowledged means on disk: by default the server syncs every two minutes.
  sync_interval: ${syncInterval}
}${cluster ? placeAmongOthers(cluster) : ''}${system === undefined ? '' : '\nsystem_account: SYSTEM'}
accounts {${system === undefined ? '' : `\n  SYSTEM { users: ${list(userEntries({ name: system }, loginsOf))} }`}

${accounts.map((account) => accountEntry(account, loginsOf)).join('\n')}
}
`;
}

function placeAmongOthers({ port, routes, healthPort }: NatsCluster): string {
  const health = `\nhttp: "127.0.0.1:${healthPort}"`;
  if (routes.length === 0) return health;
  const addresses = list(routes.map((route) => quote(`nats://127.0.0.1:${route}`)));
  return `${health}\ncluster {\n  name: jogakbo\n  listen: "127.0.0.1:${port}"\n  routes: ${addresses}\n}`;
}

/** Milliseconds of silence after which the server waits for no further part of an answer. */
const PATIENCE = 30_000;

function accountEntry({ name, users, keepsStreams, exports, imports }: Account, loginsOf: NatsConfiguration['loginsOf']): string {
  const streams = keepsStreams ? `\n    jetstream: enabled\n    mappings: { ${quote(`${JETSTREAM_API}.>`)}: "$JS.API.>" }` : '';
  return `  ${quote(name)} {${streams}
    users: ${list(users.flatMap((user) => userEntries(user, loginsOf)))}
    exports: ${list(exports.map(exportEntry))}
    imports: ${list(imports.map(importEntry))}
  }`;
}

function userEntries({ name: user, allowed }: NatsUser, loginsOf: NatsConfiguration['loginsOf']): string[] {
  const subjectsOf = (subjects: readonly string[]) => `{ allow: [${subjects.map(quote).join(', ')}] }`;
  const permissions = allowed && `, permissions: { publish: ${subjectsOf(allowed.publish)}, subscribe: ${subjectsOf(allowed.subscribe)} }`;
  // In an order that stays when another one is given out: what says the same needs no reload.
  const logins = loginsOf(user).toSorted((one, other) => one.name.localeCompare(other.name));
  return logins.map(({ name, password }) => `{ user: ${quote(name)}, password: ${quote(password)}${permissions ?? ''} }`);
}

function exportEntry({ kind, subject, to, inParts }: Account['exports'][number]): string {
  const answers = kind === 'ask' ? `, response_type: ${inParts ? 'stream' : 'singleton'}, response_threshold: "${PATIENCE}ms"` : '';
  return `{ ${kindOf(kind)}: ${quote(subject)}, accounts: [${to.map(quote).join(', ')}]${answers} }`;
}

function importEntry({ kind, from, subject, as }: Account['imports'][number]): string {
  return `{ ${kindOf(kind)}: { account: ${quote(from)}, subject: ${quote(subject)} }${as === undefined ? '' : `, to: ${quote(as)}`} }`;
}

/** A server calls what can be asked a service, and what can be heard a stream. */
const kindOf = (kind: 'ask' | 'hear') => (kind === 'ask' ? 'service' : 'stream');
const list = (entries: readonly string[]) => `[${entries.map((each) => `\n      ${each}`).join('')}\n    ]`;
const quote = (text: string) => JSON.stringify(text);
