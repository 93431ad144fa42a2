import type { NatsUser } from './users.ts';

/** What a NATS server on one machine is told. */
export interface NatsConfiguration {
  port: number;
  store: string;
  /** The most that JetStream may write: less than the disk has, since a full disk stops it for good. */
  storeMegabytes: number;
  users: NatsUser[];
  passwordOf: (user: string) => string;
  /** The password of the user who may ask the server about itself; without it nobody may. */
  systemPassword?: string;
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
  const { port, store, storeMegabytes, users, passwordOf, syncInterval = 'always', cluster, systemPassword } = configuration;
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
}${cluster ? placeAmongOthers(cluster) : ''}${systemPassword === undefined ? '' : '\nsystem_account: SYSTEM'}
accounts {${systemPassword === undefined ? '' : `\n  SYSTEM { users: [ { user: "system", password: ${quote(systemPassword)} } ] }`}
  SHOP {
    jetstream: enabled
    users: [
${users.map((user) => entry(user, passwordOf(user.name))).join('\n')}
    ]
  }
}
`;
}

function placeAmongOthers({ port, routes, healthPort }: NatsCluster): string {
  const health = `\nhttp: "127.0.0.1:${healthPort}"`;
  if (routes.length === 0) return health;
  const addresses = list(routes.map((route) => `nats://127.0.0.1:${route}`));
  return `${health}\ncluster {\n  name: jogakbo\n  listen: "127.0.0.1:${port}"\n  routes: ${addresses}\n}`;
}

function entry({ name, publish, subscribe, responds }: NatsUser, password: string): string {
  // A streamed answer, such as a page that comes block by block, is many messages to one request.
  const responses = responds ? '\n        allow_responses: { max: 1000, expires: "30s" }' : '';
  return `      { user: ${quote(name)}, password: ${quote(password)}, permissions: {
        publish: { allow: ${list(publish)} }
        subscribe: { allow: ${list(subscribe)} }${responses}
      } }`;
}

const list = (subjects: string[]) => `[\n${subjects.map((subject) => `          ${quote(subject)}`).join('\n')}\n        ]`;
const quote = (text: string) => JSON.stringify(text);
