import { setTimeout as wait } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { Announcer, connectToNats, log, Registry, readRelease, type HealthServer } from '@jogakbo/runtime';
import { ShortMemory } from './access/identity/short-memory.ts';
import type { GatewayConfig } from './config.ts';
import { buildDoor, type Door } from './gateway.ts';
import { Front } from './http/front.ts';
import { isOpenToReaders } from './settings.ts';

/** Milliseconds that a new registry has to hear of all that the old one knows. */
const HEARING = 5000;

/** All that hangs on the secrets: a connection to NATS, what is known through it, and the door over both. */
interface Inside {
  readonly config: GatewayConfig;
  readonly connection: NatsConnection;
  readonly registry: Registry;
  readonly door: Door;
  readonly announcer: Announcer;
}

/** The gateway of a process: the one server that holds the port, and an inside that can be replaced. */
export class GatewayProcess {
  private readonly memory = new ShortMemory();
  private readonly front = new Front((request, response) => this.inside!.door.answer(request, response));
  private inside: Inside | undefined;
  private turn: Promise<void> = Promise.resolve();

  private constructor(
    private readonly configure: () => GatewayConfig,
    private readonly health: HealthServer,
  ) {}

  /** Starts it: NATS, what runs, then the first request. */
  static async start(configure: () => GatewayConfig, health: HealthServer): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(configure, health);
    const inside = (gateway.inside = await gateway.open());
    const { HOST, PORT, PUBLIC_URL } = inside.config;
    await gateway.front.listen(PORT, HOST);
    if (isOpenToReaders({ host: HOST, publicUrl: PUBLIC_URL }))
      log.warn(
        { host: HOST },
        'Other machines can read all that goes to and from the shop: nothing is known to encrypt it (PUBLIC_URL=https://…)',
      );
    inside.announcer.start();
    health.says('revision', inside.config.REVISION);
    return gateway;
  }

  /**
   * Takes up the secrets as they are now: builds its inside anew beside the old one, lets it answer from the next request on, and ends
   * the old one when that has answered what it was asked. Where it can't be, the old one goes on.
   *
   * @remarks Live events end with the old one; browsers come back to them by themselves, and miss none.
   */
  reload(): Promise<void> {
    return (this.turn = this.turn.then(() =>
      this.replace().catch((error: unknown) => log.error({ err: error }, 'What is set now can’t be taken up; what was set before goes on')),
    ));
  }

  /** Says goodbye, ends live events, answers what it accepted (at most 10 s), and lets go of NATS last. */
  async stop(): Promise<void> {
    await this.turn;
    this.inside!.announcer.leave();
    await this.inside!.door.stop();
    await letGo(this.inside!);
  }

  private async replace(): Promise<void> {
    const before = this.inside!;
    const after = await this.open(before);
    this.inside = after;
    after.announcer.start();
    // Who it is has not changed: nobody says goodbye.
    before.announcer.stop();
    await before.door.leave();
    await letGo(before);
    this.health.says('revision', after.config.REVISION);
    log.info({ revision: after.config.REVISION }, 'What is set now is taken up');
  }

  private async open(before?: Inside): Promise<Inside> {
    const config = this.configure();
    const release = await readRelease(config.RELEASE_DIR);
    const connection = await connectToNats({ ...config, DATABASE_URL: undefined }, this.health);
    const registry = new Registry(connection);
    try {
      await registry.start();
      if (before) await knowing(registry, before.registry);
      const door = await buildDoor({ config, connection, registry, server: this.front.server, memory: this.memory });
      await door.open();
      const announcer = new Announcer(connection, { ...release, instance: config.INSTANCE, leaving: false });
      return { config, connection, registry, door, announcer };
    } catch (error) {
      registry.stop();
      await connection.close();
      throw error;
    }
  }
}

async function letGo({ registry, connection }: Inside): Promise<void> {
  registry.stop();
  // A server that is away has nothing left to be told.
  await connection.drain().catch(() => connection.close());
}

/** Waits until one registry has heard of all that answers, as another one knows. */
async function knowing(registry: Registry, other: Registry): Promise<void> {
  const answering = () => other.verticals().filter((vertical) => other.answers(vertical));
  for (const deadline = performance.now() + HEARING; performance.now() < deadline; await wait(20))
    if (answering().every((vertical) => registry.answers(vertical))) return;
  log.warn('Not all that was heard of before has been heard of again');
}
