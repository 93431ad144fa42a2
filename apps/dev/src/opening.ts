import type { Server } from 'node:http';
import { type Build, buildAll } from './build.ts';
import { openControl } from './control/server.ts';
import { Deployments } from './deployment.ts';
import { Fleet } from './fleet.ts';
import { LivePointers } from './nats/live-pointers.ts';
import { explain } from './problem.ts';
import { requireFree } from './process/ports.ts';
import { endLeftovers } from './process/record.ts';
import type { Progress } from './progress.ts';
import { ReleaseHistory } from './pruning.ts';
import type { ReleaseOnDisk } from './releases.ts';
import { warningOf } from './room/room.ts';
import { RoomWatch } from './room/watch.ts';
import { writeGatewaySecrets } from './rotation/gateway-secrets.ts';
import { type RotationGround, Rotations } from './rotation/rotations.ts';
import { type Ground, Servers } from './servers.ts';
import type { Settings } from './settings.ts';
import type { State } from './state.ts';
import type { Surroundings } from './unit-process.ts';
import { unitsOf } from './units.ts';

/** What has been opened so far, and must be closed again. */
export interface Opened {
  control?: Server;
  pointers?: LivePointers;
  deployments?: Deployments;
  watch?: RoomWatch;
  rotations?: Rotations;
}

/** What a shop is started on: its servers' ground, and what the gateway is told of how staff sign in. */
export type ShopGround = Ground & Pick<Surroundings, 'signIn'> & Pick<RotationGround, 'readAgain'>;

/** Ends what an earlier start left behind, and refuses ports that others hold. */
export async function clearGround(settings: Settings, state: State, progress: Progress): Promise<void> {
  const ended = await endLeftovers(state.run);
  if (ended.length > 0) progress.line(`· ended what an earlier start had left behind: ${ended.join(', ')}`);
  const host = '127.0.0.1';
  await requireFree([
    { setting: 'PORT', host: settings.host, port: settings.port },
    { setting: 'NATS_PORT', host, port: settings.natsPort },
    { setting: 'POSTGRES_PORT', host, port: settings.postgresUrl ? 0 : settings.postgresPort },
    { setting: 'CONTROL_PORT', host, port: settings.controlPort },
  ]);
}

/** Starts the servers while it builds the units, then opens the control API and runs the units. */
export async function open(ground: ShopGround, settings: Settings, build: Build, opened: Opened): Promise<Deployments> {
  const { state, supervisor, credentials, progress, signal, signIn } = ground;
  const [servers, releases] = await prepare(ground, settings, build);
  opened.pointers = await LivePointers.open(servers.natsFor('dev'), signal);
  const natsFor = (user: string) => servers.natsFor(user);
  const places = {
    releases: state.releases,
    verticalToken: () => credentials.of('vertical-token'),
    gatewaySecrets: () => writeGatewaySecrets({ state, settings, credentials, natsFor }),
    signIn,
  };
  const history = new ReleaseHistory(state);
  const fleet = new Fleet({ settings, history, supervisor, servers, progress, pointers: opened.pointers, ...places });
  const deployments = new Deployments(fleet, settings, state.releases);
  opened.deployments = deployments;
  const watch = new RoomWatch(() => servers.room(), progress);
  opened.watch = watch;
  const given = { ...ground, settings, natsFor, servers, fleet, deployments, pointers: opened.pointers };
  const rotations = (opened.rotations = new Rotations(given));
  const tokens = () => credentials.accepted('control-token').map(({ value }) => value);
  opened.control = await openControl(settings.controlPort, tokens, {
    processes: () => supervisor.status(),
    process: (instance) => supervisor.find(instance),
    cut: (instance) => servers.cut(instance),
    warnings: async () => (await watch.once()).map(warningOf),
    metrics: () => watch.metrics(),
    backUp: (folder, told) => servers.backUp(folder, told),
    rotate: (order, told, asked) => rotations.rotate(order, told, asked),
    deploy: (unit, version, told, anew) => deployments.deploy(unit, version, told, anew),
  });
  await launchAll(fleet, releases, ground, settings.readySeconds * 1000);
  watch.start();
  rotations.start();
  return deployments;
}

async function prepare(ground: Ground, settings: Settings, build: Build): Promise<[Servers, ReleaseOnDisk[]]> {
  const { state, progress } = ground;
  const hopeless = new AbortController();
  const signal = ground.signal ? AbortSignal.any([ground.signal, hopeless.signal]) : hopeless.signal;
  // Both are awaited even if one fails, so that nothing starts after everything has been stopped.
  const [servers, releases] = await Promise.allSettled([
    Servers.start(ground, settings).catch((error: unknown) => {
      hopeless.abort();
      throw error;
    }),
    buildAll(unitsOf(settings.root), build, { root: settings.root, releases: state.releases, progress, signal }),
  ]);
  ground.signal?.throwIfAborted();
  if (servers.status === 'rejected') throw servers.reason;
  if (releases.status === 'rejected') throw releases.reason;
  return [servers.value, releases.value];
}

async function launchAll(fleet: Fleet, releases: ReleaseOnDisk[], { progress, signal }: Ground, deadline: number): Promise<void> {
  for (const release of releases) fleet.intend(release);
  const launched = await progress.step('databases and rights', () => fleet.launch(releases));
  await progress.step('processes', async (note) => {
    let ready = 0;
    const waiting = launched.map(async (each) => {
      try {
        await each.untilReady(deadline, Number.POSITIVE_INFINITY, signal);
        note(`${(ready += 1)} of ${launched.length} ready`);
      } catch (error) {
        signal?.throwIfAborted();
        // A vertical that isn't ready is a gap in the pages, not the end of the shop; it goes on being started.
        progress.wrong(explain(error));
      }
    });
    await Promise.all(waiting);
  });
  const answering = releases.filter(({ vertical, version }) => fleet.processesOf(vertical, version).some(({ state }) => state === 'ready'));
  await Promise.all(answering.map((release) => fleet.makeLive(release)));
  for (const { vertical } of releases) fleet.prune(vertical);
}
