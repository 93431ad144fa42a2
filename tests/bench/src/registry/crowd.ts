import { jetstream } from '@nats-io/jetstream';
import { pointers, subjects, type Announcement, type LivePointer } from '@jogakbo/protocol';
import { connectAs, type NatsAccess } from '@jogakbo/dev';
import { recordDigest } from '@jogakbo/provisioning';

/** Verticals that are only said to be there: live, announced every second, with blocks that no page places. */
export interface Crowd {
  readonly arrive: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const BLOCKS_EACH = 4;
const VERSION = '0123456789ab';

/** Prepares so many blocks of verticals that nobody has heard of yet. */
export async function crowdOf(blocks: number, natsFor: (user: string) => NatsAccess): Promise<Crowd> {
  const connectionOf = (user: string) => connectAs(natsFor(user));
  const [connection, ...hearing] = await Promise.all(['dev', 'gateway', 'shell'].map(connectionOf));
  const point = (vertical: string, text: string) => jetstream(connection!).publish(pointers.of(vertical), text);
  const deploy = ({ instance: _instance, leaving: _leaving, ...record }: Announcement) =>
    jetstream(connection!).publish(pointers.deployed(record.vertical), JSON.stringify({ [VERSION]: recordDigest(record) }));
  const announcements = Array.from({ length: Math.ceil(blocks / BLOCKS_EACH) }, (_, index) =>
    announcementOf(`crowd-${index}`, Math.min(BLOCKS_EACH, blocks - index * BLOCKS_EACH)),
  );
  const say = (leaving: boolean) => {
    // Nobody may announce a vertical but itself: who hears of these is told by connections of its own.
    for (const each of announcements)
      for (const own of hearing) own.publish(subjects.announcement(each.vertical), JSON.stringify({ ...each, leaving }));
  };
  let heartbeat: NodeJS.Timeout | undefined;
  const pointer = JSON.stringify({ version: VERSION, since: new Date().toISOString() } satisfies LivePointer);
  return {
    async arrive() {
      await Promise.all(announcements.map(deploy));
      say(false);
      heartbeat = setInterval(() => say(false), 1000);
      await Promise.all(announcements.map(({ vertical }) => point(vertical, pointer)));
    },
    async leave() {
      clearInterval(heartbeat);
      say(true);
      await Promise.all(announcements.map(({ vertical }) => point(vertical, '')));
      await Promise.all(announcements.map(({ vertical }) => jetstream(connection!).publish(pointers.deployed(vertical), '')));
    },
    async close() {
      clearInterval(heartbeat);
      await Promise.all([connection!, ...hearing].map((each) => each.close()));
    },
  };
}

/** As large as those of real verticals: a query with its schema, and the record of what each block loads. */
function announcementOf(vertical: string, count: number): Announcement {
  const names = Array.from({ length: count }, (_, index) => `${vertical}/block-${index}`);
  const files = ['container.01234567.js', `${vertical}.01234567.css`];
  const asset = (file: string) => ({ file, integrity: `sha384-${'A'.repeat(64)}`, bytes: 12_345 });
  const schema = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  const query = {
    kind: 'query' as const,
    type: 'GetSomething',
    version: 1,
    summary: 'Something to show.',
    input: schema,
    output: schema,
    roles: [],
    deadline: 2000,
  };
  return {
    vertical,
    version: VERSION,
    instance: `${vertical}-1`,
    leaving: false,
    description: {
      vertical,
      messages: [query],
      blocks: names.map((name) => ({ name, shows: [] })),
      readers: [],
      sends: [],
      conducts: false,
      keepsLog: false,
    },
    web: {
      remoteEntry: files[0]!,
      container: vertical.replaceAll('-', '_'),
      blocks: Object.fromEntries(names.map((name, index) => [name, { expose: `./block-${index}`, styles: [files[1]!] }])),
      assets: Object.fromEntries(files.map((file) => [file, asset(file)])),
    },
  };
}
