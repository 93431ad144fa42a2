import type { NatsUser } from './users.ts';

/** What a NATS server on one machine is told. */
export interface NatsConfiguration {
  port: number;
  store: string;
  /** The most that JetStream may write: less than the disk has, since a full disk stops it for good. */
  storeMegabytes: number;
  users: NatsUser[];
  passwordOf: (user: string) => string;
}

/** The configuration file of the NATS server. */
export function natsConfiguration({ port, store, storeMegabytes, users, passwordOf }: NatsConfiguration): string {
  return `# Generated at each start from the releases that run; changes made here are lost.
server_name: jogakbo
listen: "127.0.0.1:${port}"
max_payload: 8MB
jetstream {
  store_dir: ${quote(store)}
  max_file_store: ${storeMegabytes}MB
  # Acknowledged means on disk: by default the server syncs every two minutes.
  sync_interval: always
}
accounts {
  SHOP {
    jetstream: enabled
    users: [
${users.map((user) => entry(user, passwordOf(user.name))).join('\n')}
    ]
  }
}
`;
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
